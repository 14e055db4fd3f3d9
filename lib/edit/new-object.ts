import type { JsonObject } from '#lib/core/json.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { CreateStep } from './change-plan.ts';

/**
 * The step that creates an object of a kind under a name that is free: the one given, else with a word behind it. The version is
 * the one that the cluster's objects of the kind are read in, the newest where it has none.
 */
export function createObject(
  cluster: ClusterSnapshot,
  kind: KindName,
  at: { readonly namespace: string; readonly name: string; readonly elseName: string },
  spec: JsonObject,
  annotations: Readonly<Record<string, string>> = {},
): CreateStep {
  const info = kinds[kind];
  const taken = objectAt(cluster, kind, at.namespace, at.name) !== null;
  const metadata = {
    name: taken ? `${at.name}-${at.elseName}` : at.name,
    namespace: at.namespace,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  const object = { apiVersion: versionOf(cluster, kind), kind: info.kind, metadata, spec };
  return { do: 'create', ref: refOf(cluster, kind, object), object };
}

function versionOf(cluster: ClusterSnapshot, kind: KindName): string {
  const { group, versions } = kinds[kind];
  const [known] = objects(cluster, kind);
  return known?.apiVersion ?? (group === '' ? 'v1' : `${group}/${versions[0]}`);
}
