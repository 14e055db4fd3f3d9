import type { ObjectOf } from '#lib/istio/kind-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindObjects } from './objects.ts';
import { readKey } from './read-ledger.ts';
import type { ClusterSnapshot, KindObjects } from './snapshot.ts';

interface Kept<O> {
  objects: KindObjects | undefined;
  /** The objects of each namespace that are in the index. */
  readonly namespaces: Map<string, ReadonlyMap<string, O>>;
  /** By key, then by namespace: lists are replaced, never changed. */
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

/** More changes than these in a namespace are made at once, by grouping it anew. */
const few = 32;

function keepUp<O extends KubeObject>(
  kept: Kept<O>,
  objects: KindObjects<O>,
  keysOf: (object: O, namespace: string) => Iterable<string>,
): void {
  for (const namespace of [...kept.namespaces.keys(), ...objects.keys()]) {
    const before = kept.namespaces.get(namespace);
    const named = objects.get(namespace);
    if (before === named) continue;
    if (named === undefined) kept.namespaces.delete(namespace);
    else kept.namespaces.set(namespace, named);
    const keysIn = (object: O | undefined) =>
      object === undefined ? nothing : new Set(keysOf(object, namespace));
    const changes = changesBetween(before ?? new Map<string, O>(), named ?? new Map<string, O>());
    if (changes.length > few) regroup(kept, namespace, keysIn, before?.values() ?? [], named?.values() ?? []);
    else for (const { old, object } of changes) replace(kept, namespace, keysIn, old, object);
  }
}

interface Change<O> {
  readonly old: O | undefined;
  readonly object: O | undefined;
}

function changesBetween<O>(
  before: ReadonlyMap<string, O>,
  named: ReadonlyMap<string, O>,
): readonly Change<O>[] {
  const changes: Change<O>[] = [];
  for (const [name, old] of before) if (!named.has(name)) changes.push({ old, object: undefined });
  for (const [name, object] of named) {
    const old = before.get(name);
    if (old !== object) changes.push({ old, object });
  }
  return changes;
}

function regroup<O>(
  kept: Kept<O>,
  namespace: string,
  keysOf: (object: O | undefined) => ReadonlySet<string>,
  before: Iterable<O>,
  now: Iterable<O>,
): void {
  const groups = new Map<string, O[]>();
  for (const object of before) for (const key of keysOf(object)) groups.set(key, []);
  for (const object of now) {
    for (const key of keysOf(object)) {
      const same = groups.get(key);
      if (same === undefined) groups.set(key, [object]);
      else same.push(object);
    }
  }
  for (const [key, list] of groups) put(kept, key, namespace, list);
}

const nothing: ReadonlySet<string> = new Set();

/** Puts an object in the place of the one of its name: the others of its keys stay where they are. */
function replace<O>(
  kept: Kept<O>,
  namespace: string,
  keysOf: (object: O | undefined) => ReadonlySet<string>,
  old: O | undefined,
  object: O | undefined,
): void {
  const [before, now] = [keysOf(old), keysOf(object)];
  for (const key of before) {
    if (now.has(key)) continue;
    const list = kept.byKey.get(key)?.get(namespace) ?? none;
    put(
      kept,
      key,
      namespace,
      list.filter((each) => each !== old),
    );
  }
  for (const key of now) {
    const list = kept.byKey.get(key)?.get(namespace) ?? none;
    const isOld = object !== undefined && before.has(key);
    const next = isOld ? list.map((each) => (each === old ? object : each)) : list.concat(object ?? []);
    put(kept, key, namespace, next);
  }
}

function put<O>(kept: Kept<O>, key: string, namespace: string, list: readonly O[]): void {
  const spaces = kept.byKey.get(key) ?? new Map<string, readonly O[]>();
  if (list.length > 0) kept.byKey.set(key, spaces.set(namespace, list));
  else {
    spaces.delete(namespace);
    if (spaces.size === 0) kept.byKey.delete(key);
  }
  kept.merged.delete(key);
}

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
