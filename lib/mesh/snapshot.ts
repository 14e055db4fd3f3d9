import type { ClusterId } from '#lib/core/ids.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { SecretFacts } from '#lib/k8s/secret-facts.ts';

/**
 * What is known of one kind in one cluster.
 * - `loading`: the first list has not come back;
 * - `live`: listed and watched; in the namespaces of `only` where the identity may not list it in all of them;
 * - `stale`: was live; `since` (ISO 8601) is when contact was lost, `reason` why; the objects are the last known;
 * - `not-installed`: the API server does not serve the kind;
 * - `forbidden`: the identity may not list it.
 */
export type KindState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'live'; readonly since: string; readonly only?: readonly string[] }
  | { readonly phase: 'stale'; readonly since: string; readonly reason: string }
  | { readonly phase: 'not-installed' }
  | { readonly phase: 'forbidden'; readonly reason: string };

/** The objects of one kind, by namespace (`''` for cluster-scoped kinds) and name. Never mutated: a change makes a new map. */
export type KindObjects<O extends KubeObject = KubeObject> = ReadonlyMap<string, ReadonlyMap<string, O>>;

export interface ClusterSnapshot {
  readonly id: ClusterId;
  readonly objects: ReadonlyMap<KindName, KindObjects>;
  readonly states: ReadonlyMap<KindName, KindState>;
  /** All Secrets, by `namespace/name`; absent where they are not read. */
  readonly secrets?: ReadonlyMap<string, SecretFacts>;
  /** The Secrets that Gateways name, by `namespace/name`, as far as they were looked at; absent where they are not looked at. */
  readonly credentials?: ReadonlyMap<string, SecretFacts>;
}

/** Everything known of the mesh at one moment. Immutable; a watch event makes a new version that shares what did not change. */
export interface MeshSnapshot {
  readonly version: number;
  readonly clusters: ReadonlyMap<ClusterId, ClusterSnapshot>;
}

export const emptySnapshot: MeshSnapshot = { version: 0, clusters: new Map() };
