import type { ObjectOf } from '#lib/istio/kind-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindObjects } from './objects.ts';
import { readKey } from './read-ledger.ts';
import type { ClusterSnapshot, KindObjects } from './snapshot.ts';

type Grouped<O> = ReadonlyMap<string, readonly O[]>;

interface Kept<O> {
  objects: KindObjects | undefined;
  /** By namespace: the objects that were grouped, and the groups. */
  readonly namespaces: Map<
    string,
    { readonly of: ReadonlyMap<string, unknown>; readonly groups: Grouped<O> }
  >;
  /** By key, then by namespace. */
  readonly byKey: Map<string, Map<string, readonly O[]>>;
  /** What was handed out, for as long as nothing of it changes. */
  readonly merged: Map<string, readonly O[]>;
}

/**
 * An index of the objects of a kind by any keys, kept up namespace by namespace: those of a key are the same array for as long as
 * none of them changes, and who reads them depends on nothing else. In the order of namespaces, then as they are listed.
 */
export function deriveByKey<K extends KindName>(
  kind: K,
  keysOf: (object: ObjectOf<K>, namespace: string) => Iterable<string>,
): (cluster: ClusterSnapshot, key: string) => readonly ObjectOf<K>[] {
  const clusters = new Map<string, Kept<ObjectOf<K>>>();
  const ofKey = (cluster: ClusterSnapshot, key: string): readonly ObjectOf<K>[] => {
    const kept = clusters.get(cluster.id) ?? newKept<ObjectOf<K>>();
    clusters.set(cluster.id, kept);
    if (kept.objects !== cluster.objects.get(kind)) {
      keepUp(kept, kindObjects(cluster, kind), keysOf);
      kept.objects = cluster.objects.get(kind);
    }
    return merged(kept, key);
  };
  return (cluster, key) => readKey(cluster, kind, ofKey, key);
}

const newKept = <O>(): Kept<O> => ({
  objects: undefined,
  namespaces: new Map(),
  byKey: new Map(),
  merged: new Map(),
});

function keepUp<O extends KubeObject>(
  kept: Kept<O>,
  objects: KindObjects<O>,
  keysOf: (object: O, namespace: string) => Iterable<string>,
): void {
  for (const [namespace, before] of kept.namespaces) {
    if (objects.has(namespace)) continue;
    kept.namespaces.delete(namespace);
    replace(kept, namespace, before.groups, new Map());
  }
  for (const [namespace, named] of objects) {
    const before = kept.namespaces.get(namespace);
    if (before?.of === named) continue;
    const groups = new Map<string, O[]>();
    for (const object of named.values()) {
      for (const key of new Set(keysOf(object, namespace))) {
        const same = groups.get(key);
        if (same === undefined) groups.set(key, [object]);
        else same.push(object);
      }
    }
    kept.namespaces.set(namespace, { of: named, groups });
    replace(kept, namespace, before?.groups ?? new Map(), groups);
  }
}

function replace<O>(kept: Kept<O>, namespace: string, before: Grouped<O>, now: Grouped<O>): void {
  for (const key of before.keys()) {
    if (now.has(key)) continue;
    const spaces = kept.byKey.get(key);
    spaces?.delete(namespace);
    if (spaces?.size === 0) kept.byKey.delete(key);
    kept.merged.delete(key);
  }
  for (const [key, objects] of now) {
    if (isSame(before.get(key), objects)) continue;
    const spaces = kept.byKey.get(key) ?? new Map<string, readonly O[]>();
    kept.byKey.set(key, spaces.set(namespace, objects));
    kept.merged.delete(key);
  }
}

const isSame = <O>(before: readonly O[] | undefined, now: readonly O[]): boolean =>
  before?.length === now.length && before.every((object, i) => object === now[i]);

const none: readonly never[] = [];

function merged<O>({ byKey, merged: known }: Kept<O>, key: string): readonly O[] {
  const spaces = byKey.get(key);
  if (spaces === undefined) return none;
  const before = known.get(key);
  if (before !== undefined) return before;
  const all = [...spaces].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, objects]) => objects);
  known.set(key, all);
  return all;
}
