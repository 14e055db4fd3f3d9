import { shapedObject } from '#lib/istio/shaped-object.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from './objects.ts';
import type { ClusterSnapshot, KindObjects } from './snapshot.ts';
import { groupOf } from './snapshot-of-objects.ts';

/** An object that is not there yet, or not any more. */
export type Change =
  | { readonly do: 'put'; readonly object: KubeObject }
  | { readonly do: 'remove'; readonly kind: KindName; readonly namespace: string; readonly name: string };

export interface Overlaid {
  readonly cluster: ClusterSnapshot;
  /** Objects of kinds that Weft does not read. */
  readonly unread: readonly KubeObject[];
}

type Maps = Map<KindName, KindObjects>;

/**
 * A cluster as it would be after changes, in their order; what they do not touch is the very same. A namespaced object that
 * names no namespace is put into `namespace`. Pure.
 */
export function overlay(
  cluster: ClusterSnapshot,
  changes: Iterable<Change>,
  namespace = 'default',
): Overlaid {
  const maps: Maps = new Map(cluster.objects);
  const unread: KubeObject[] = [];
  for (const change of changes) {
    if (change.do === 'remove') remove(maps, change.kind, change.namespace, change.name);
    else if (!put(maps, change.object, namespace)) unread.push(change.object);
  }
  return { cluster: { ...cluster, objects: maps }, unread };
}

/** Where an object lies: its kind, its namespace (empty for kinds of the whole cluster) and itself, in shape. */
export function placedObject(
  object: KubeObject,
  namespace: string,
): { readonly kind: KindName; readonly at: string; readonly object: KubeObject } | null {
  const kind = kindNameOf(groupOf(object.apiVersion), object.kind);
  if (kind === null) return null;
  const at = kinds[kind].namespaced ? (object.metadata.namespace ?? namespace) : '';
  const fitted = shapedObject(kind, object);
  const here = at === '' || fitted.metadata.namespace === at;
  return { kind, at, object: here ? fitted : { ...fitted, metadata: { ...fitted.metadata, namespace: at } } };
}

function put(maps: Maps, object: KubeObject, namespace: string): boolean {
  const placed = placedObject(object, namespace);
  if (placed === null) return false;
  const { kind, at } = placed;
  const ofKind = new Map(maps.get(kind));
  const named = new Map(ofKind.get(at));
  named.set(object.metadata.name, placed.object);
  maps.set(kind, ofKind.set(at, named));
  return true;
}

function remove(maps: Maps, kind: KindName, at: string, name: string): void {
  const named = maps.get(kind)?.get(at);
  if (named?.has(name) !== true) return;
  const rest = new Map(named);
  rest.delete(name);
  const ofKind = new Map(maps.get(kind));
  if (rest.size > 0) ofKind.set(at, rest);
  else ofKind.delete(at);
  maps.set(kind, ofKind);
}
