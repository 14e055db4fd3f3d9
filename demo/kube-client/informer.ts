import type { KubeClient } from './kube-client.ts';
import { keyOf, type RawObject } from './raw-object.ts';
import { watchCollection } from './watch.ts';

/** An object changed: `after` null when it is gone, `before` null when it is new. */
export interface Change<T> {
  readonly key: string;
  readonly before: T | null;
  readonly after: T | null;
}

/** A collection kept in step with the API server. */
export interface Informer<T extends RawObject> {
  readonly objects: ReadonlyMap<string, T>;
  /** Resolves when the first list is in. */
  readonly synced: Promise<void>;
  /** Calls back on each change from now on; returns its own undo. */
  subscribe(listener: (change: Change<T>) => void): () => void;
  /** Puts in what a write of ours answered, ahead of its watch event. Older versions are ignored. */
  note(object: T): void;
  /** Takes out what a write of ours deleted. */
  forget(object: T): void;
}

export interface InformerOptions<T> {
  readonly signal: AbortSignal;
  /** Narrows an object to what the reader needs; throws on one that is not of its kind. */
  readonly parse: (object: RawObject) => T;
  readonly onError?: (error: unknown) => void;
}

/** Starts to watch a collection. An informer of a kind that is not served: see `emptyInformer`. */
export function startInformer<T extends RawObject>(
  client: KubeClient,
  path: string,
  options: InformerOptions<T>,
): Informer<T> {
  const cache = createCache<T>();
  const { promise: synced, resolve } = Promise.withResolvers<void>();
  void watchCollection(
    client,
    path,
    {
      onList(objects) {
        cache.replace(objects.map(options.parse));
        resolve();
      },
      onEvent(type, object) {
        const parsed = options.parse(object);
        if (type === 'DELETED') cache.remove(parsed);
        else cache.set(parsed);
      },
      onError: options.onError,
    },
    { signal: options.signal },
  );
  return { objects: cache.objects, synced, subscribe: cache.subscribe, note: cache.set, forget: cache.bury };
}

/**
 * The objects and their listeners. Versions are compared as numbers, which Kubernetes promises for one kind since 1.35 and
 * etcd has always given: a watch event that is older than the answer to our own write must not win. A fresh list always does.
 */
function createCache<T extends RawObject>() {
  const objects = new Map<string, T>();
  const buried = new Set<string>();
  const listeners = new Set<(change: Change<T>) => void>();
  const tell = (key: string, before: T | null, after: T | null) => {
    for (const listener of listeners) listener({ key, before, after });
  };
  const put = (object: T): void => {
    const key = keyOf(object);
    const before = objects.get(key) ?? null;
    objects.set(key, object);
    if (before?.metadata.resourceVersion !== object.metadata.resourceVersion) tell(key, before, object);
  };
  const set = (object: T): void => {
    const before = objects.get(keyOf(object));
    if (!buried.has(object.metadata.uid) && (before === undefined || isNewer(object, before))) put(object);
  };
  const drop = (object: T): void => {
    const key = keyOf(object);
    const before = objects.get(key);
    if (before === undefined || before.metadata.uid !== object.metadata.uid) return;
    objects.delete(key);
    tell(key, before, null);
  };
  return {
    objects,
    set,
    remove(object: T) {
      buried.delete(object.metadata.uid);
      drop(object);
    },
    bury(object: T) {
      buried.add(object.metadata.uid);
      drop(object);
    },
    replace(list: readonly T[]) {
      buried.clear();
      const keep = new Set(list.map(keyOf));
      for (const [key, object] of [...objects]) if (!keep.has(key)) drop(object);
      for (const object of list) put(object);
    },
    subscribe(listener: (change: Change<T>) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function isNewer(candidate: RawObject, known: RawObject): boolean {
  return Number(candidate.metadata.resourceVersion) > Number(known.metadata.resourceVersion);
}
