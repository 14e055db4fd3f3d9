import type { JsonObject } from '#lib/core/json.ts';

/** Objects by path, with their order kept until the next change: lists are read far more often than written. */
class Bucket {
  readonly objects = new Map<string, JsonObject>();
  #ordered: JsonObject[] | null = null;

  set(path: string, object: JsonObject): void {
    // A change in place keeps the order of paths, but the ordered list holds values.
    this.#ordered = null;
    this.objects.set(path, object);
  }

  delete(path: string): void {
    this.#ordered = null;
    this.objects.delete(path);
  }

  ordered(): JsonObject[] {
    this.#ordered ??= orderByPath(this.objects);
    return this.#ordered;
  }
}

/** All objects of one kind, and those of each namespace apart. */
export class KindObjects {
  readonly #all = new Bucket();
  readonly #namespaces = new Map<string, Bucket>();

  get(path: string): JsonObject | undefined {
    return this.#all.objects.get(path);
  }

  set(path: string, object: JsonObject): void {
    this.#all.set(path, object);
    const namespace = namespaceOf(path);
    const bucket = this.#namespaces.get(namespace) ?? new Bucket();
    bucket.set(path, object);
    this.#namespaces.set(namespace, bucket);
  }

  delete(path: string): void {
    this.#all.delete(path);
    const namespace = namespaceOf(path);
    const bucket = this.#namespaces.get(namespace);
    bucket?.delete(path);
    if (bucket?.objects.size === 0) this.#namespaces.delete(namespace);
  }

  /** Objects in the order of their paths; the list is shared and not to be changed. */
  ordered(namespace: string | null): readonly JsonObject[] {
    return namespace === null ? this.#all.ordered() : (this.#namespaces.get(namespace)?.ordered() ?? []);
  }

  /** A copy by path, of one namespace or of all. */
  copy(namespace: string | null): Map<string, JsonObject> {
    return new Map(namespace === null ? this.#all.objects : this.#namespaces.get(namespace)?.objects);
  }

  has(namespace: string): boolean {
    return this.#namespaces.has(namespace);
  }
}

const namespaceOf = (path: string): string => path.slice(0, path.indexOf('/'));

/** Values of a map in the order of their keys, compared as etcd compares them. */
export function orderByPath(objects: ReadonlyMap<string, JsonObject>): JsonObject[] {
  const entries = [...objects];
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([, object]) => object);
}
