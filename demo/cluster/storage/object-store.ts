import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { EventLog, type StoreEvent } from './event-log.ts';
import { KindObjects, orderByPath } from './kind-objects.ts';

/** Which kind of object: `<group>/<plural>`. All served versions of a kind share it. */
export type ResourceKey = string;

export const resourceKey = (resource: { group: string; plural: string }): ResourceKey =>
  `${resource.group}/${resource.plural}`;

/** Place of an object among its kind; sorts by namespace, then name, as etcd's keys do. */
export const objectPath = (namespace: string, name: string): string => `${namespace}/${name}`;

const pathOf = (object: JsonObject): string => {
  const metadata = objectAt(object, 'metadata');
  return objectPath(textAt(metadata, 'namespace'), textAt(metadata, 'name'));
};

/** What a list returns: objects in the order of their paths, and the version at which that was so. */
export interface Listing {
  objects: readonly JsonObject[];
  version: number;
}

/**
 * All objects, in memory, under one global version number. Objects are never changed in place: a write stores a new
 * value, so readers, events and older listings share structure safely.
 */
export class ObjectStore {
  readonly #kinds = new Map<ResourceKey, KindObjects>();
  readonly #log: EventLog;
  #version: number;

  /** `firstVersion` should grow from one start to the next, so that versions of an earlier life are "too old". */
  constructor(options: { watchWindow: number; firstVersion: number }) {
    this.#version = options.firstVersion;
    this.#log = new EventLog(options.watchWindow, options.firstVersion);
  }

  get version(): number {
    return this.#version;
  }

  /** Every version above this one can still be watched from. */
  get oldestVersion(): number {
    return this.#log.oldestVersion;
  }

  get(resource: ResourceKey, namespace: string, name: string): JsonObject | null {
    return this.#kinds.get(resource)?.get(objectPath(namespace, name)) ?? null;
  }

  /** Objects of a kind, of one namespace or (null) of all. */
  list(resource: ResourceKey, namespace: string | null): Listing {
    return { objects: this.#of(resource).ordered(namespace), version: this.#version };
  }

  /** The same list as it was at an earlier version, or null when the events since then are no longer kept. */
  listAt(resource: ResourceKey, namespace: string | null, version: number): Listing | null {
    const events = this.#log.since(version);
    if (events === null) return null;
    const past = this.#of(resource).copy(namespace);
    for (const event of events.toReversed()) {
      if (event.resource !== resource) continue;
      if (namespace !== null && !event.path.startsWith(`${namespace}/`)) continue;
      if (event.previous === null) past.delete(event.path);
      else past.set(event.path, event.previous);
    }
    return { objects: orderByPath(past), version };
  }

  /** Stores a new or changed object under the next version, which it gets as `metadata.resourceVersion`. */
  put(resource: ResourceKey, object: JsonObject): JsonObject {
    const path = pathOf(object);
    const previous = this.#of(resource).get(path) ?? null;
    const stored = this.#stamped(object);
    this.#of(resource).set(path, stored);
    this.#log.append({
      type: previous === null ? 'ADDED' : 'MODIFIED',
      resource,
      path,
      object: stored,
      previous,
      version: this.#version,
    });
    return stored;
  }

  /** Removes an object; the event carries its last state under the version of the removal. */
  remove(resource: ResourceKey, namespace: string, name: string): JsonObject | null {
    const path = objectPath(namespace, name);
    const previous = this.#of(resource).get(path);
    if (previous === undefined) return null;
    this.#of(resource).delete(path);
    const object = this.#stamped(previous);
    this.#log.append({ type: 'DELETED', resource, path, object, previous, version: this.#version });
    return object;
  }

  /** Events after a version, oldest first, or null when that version is too old. */
  eventsSince(version: number): StoreEvent[] | null {
    return this.#log.since(version);
  }

  /** Calls `listener` on every later event until the returned function is called. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    return this.#log.subscribe(listener);
  }

  /** Whether any object of any kind is in a namespace. */
  isUsed(namespace: string): boolean {
    return [...this.#kinds.values()].some((kind) => kind.has(namespace));
  }

  #of(resource: ResourceKey): KindObjects {
    const known = this.#kinds.get(resource);
    if (known !== undefined) return known;
    const objects = new KindObjects();
    this.#kinds.set(resource, objects);
    return objects;
  }

  #stamped(object: JsonObject): JsonObject {
    this.#version += 1;
    return {
      ...object,
      metadata: { ...objectAt(object, 'metadata'), resourceVersion: String(this.#version) },
    };
  }
}
