import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import type { ObjectStore, ResourceKey } from './object-store.ts';

/** Where an object lives. */
export interface ObjectPlace {
  resource: ResourceKey;
  namespace: string;
  name: string;
}

export const ownerUids = (object: JsonObject): string[] =>
  listAt(object.metadata, 'ownerReferences').map((reference) => textAt(reference, 'uid'));

/** Which objects name an owner, by the owner's uid; kept up to date by the store's events. */
export class OwnerIndex {
  readonly #dependents = new Map<string, Map<string, ObjectPlace>>();

  constructor(store: ObjectStore) {
    store.subscribe(({ type, resource, path, object, previous }) => {
      const key = `${resource}|${path}`;
      for (const uid of previous === null ? [] : ownerUids(previous)) this.#dependents.get(uid)?.delete(key);
      if (type === 'DELETED') return;
      const metadata = objectAt(object, 'metadata');
      const place = { resource, namespace: textAt(metadata, 'namespace'), name: textAt(metadata, 'name') };
      for (const uid of ownerUids(object)) this.#add(uid, key, place);
    });
  }

  /** The objects whose ownerReferences name this uid. */
  dependentsOf(uid: string): ObjectPlace[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  #add(uid: string, key: string, place: ObjectPlace): void {
    const known = this.#dependents.get(uid) ?? new Map<string, ObjectPlace>();
    known.set(key, place);
    this.#dependents.set(uid, known);
  }
}
