import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, KindObjects } from './snapshot.ts';
import { WatchedMap } from './watched-map.ts';

/** A part of a cluster that somebody read: a kind, a namespace of it, one object, or the Secrets. */
export interface Read {
  /** The revision of its ledger in which it last became another. */
  readonly changed: number;
}

type Named = ReadonlyMap<string, KubeObject>;

interface Part<T> extends Read {
  changed: number;
  value: T;
}

interface NamespacePart extends Part<Named | undefined> {
  readonly names: Map<string, Part<KubeObject | undefined>>;
}

interface KindPart extends Part<KindObjects | undefined> {
  readonly namespaces: Map<string, NamespacePart>;
}

/** Looks something up in an index that is made from one kind. */
type Lookup = (cluster: ClusterSnapshot, key: string) => unknown;

interface Keyed {
  readonly kind: KindName;
  readonly keys: Map<string, Part<unknown>>;
  /** The objects of the kind when its keys were last compared. */
  objects: KindObjects | undefined;
}

/**
 * Keeps account of what is read of a cluster, snapshot after snapshot: what was made of parts that are still the same need
 * not be made again. Snapshots share what did not change, so identity tells.
 */
export class ReadLedger {
  /** Counts the snapshots that were opened. */
  revision = 0;
  readonly #kinds = new Map<KindName, KindPart>();
  readonly #keyed = new Map<Lookup, Keyed>();
  readonly #secrets: Part<ClusterSnapshot['secrets']> = { changed: 0, value: undefined };
  readonly #credentials: Part<ClusterSnapshot['credentials']> = { changed: 0, value: undefined };
  #noted = new Set<Read>();

  /** The cluster as it is to be read from now on: what is read of it can be asked for (`readsOf`). */
  open(cluster: ClusterSnapshot): ClusterSnapshot {
    this.revision += 1;
    this.#compare(cluster);
    const objects = new WatchedObjects(cluster, this, (kind) => this.#kindOf(cluster, kind));
    const { secrets, credentials, ...rest } = cluster;
    const opened: ClusterSnapshot = { ...rest, objects };
    const watched = <T>(part: Read, value: T) => ({
      enumerable: true,
      get: () => {
        this.note(part);
        return value;
      },
    });
    if (secrets !== undefined) Object.defineProperty(opened, 'secrets', watched(this.#secrets, secrets));
    if (credentials !== undefined)
      Object.defineProperty(opened, 'credentials', watched(this.#credentials, credentials));
    return opened;
  }

  /** Does some work and adds what it reads to `reads`. */
  noting<T>(reads: Set<Read>, work: () => T): T {
    const before = this.#noted;
    this.#noted = reads;
    try {
      return work();
    } finally {
      this.#noted = before;
    }
  }

  note(read: Read): void {
    this.#noted.add(read);
  }

  /** What stands for all objects of a kind, or for those of one of its namespaces. */
  part(cluster: ClusterSnapshot, kind: KindName, namespace?: string): Read {
    const whole = this.#kindOf(cluster, kind);
    return namespace === undefined ? whole : this.#namespaceOf(whole, namespace);
  }

  /** What an index of a kind has under a key. */
  lookUp<T>(
    cluster: ClusterSnapshot,
    kind: KindName,
    at: (cluster: ClusterSnapshot, key: string) => T,
    key: string,
  ): T {
    const value = at(cluster, key);
    let keyed = this.#keyed.get(at);
    if (keyed === undefined) {
      keyed = { kind, keys: new Map(), objects: cluster.objects.get(kind) };
      this.#keyed.set(at, keyed);
    }
    let part = keyed.keys.get(key);
    if (part === undefined) {
      part = { changed: 0, value };
      keyed.keys.set(key, part);
    }
    this.note(part);
    return value;
  }

  #kindOf(cluster: ClusterSnapshot, kind: KindName): KindPart {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const part = { changed: 0, value: cluster.objects.get(kind), namespaces: new Map() };
    this.#kinds.set(kind, part);
    return part;
  }

  #namespaceOf(kind: KindPart, namespace: string): NamespacePart {
    const known = kind.namespaces.get(namespace);
    if (known !== undefined) return known;
    const part = { changed: 0, value: kind.value?.get(namespace), names: new Map() };
    kind.namespaces.set(namespace, part);
    return part;
  }

  #compare(cluster: ClusterSnapshot): void {
    const become = <T>(part: Part<T>, value: T): boolean => {
      if (part.value === value) return false;
      part.value = value;
      part.changed = this.revision;
      return true;
    };
    this.#compareKeys(cluster);
    become(this.#secrets, cluster.secrets);
    become(this.#credentials, cluster.credentials);
    for (const [kind, part] of this.#kinds) {
      if (!become(part, cluster.objects.get(kind))) continue;
      for (const [namespace, named] of part.namespaces) {
        if (!become(named, part.value?.get(namespace))) continue;
        for (const [name, object] of named.names) become(object, named.value?.get(name));
        this.#forgetGone(named);
      }
    }
  }

  #compareKeys(cluster: ClusterSnapshot): void {
    for (const [at, keyed] of this.#keyed) {
      const objects = cluster.objects.get(keyed.kind);
      if (objects === keyed.objects) continue;
      keyed.objects = objects;
      const empty: string[] = [];
      for (const [key, part] of keyed.keys) {
        const value = at(cluster, key);
        if (value === part.value) continue;
        part.value = value;
        part.changed = this.revision;
        if (Array.isArray(value) && value.length === 0) empty.push(key);
      }
      // Who asked for it has to look again, and asks anew.
      for (const key of empty) keyed.keys.delete(key);
    }
  }

  /** Names of what is gone are kept while they are few: whoever reads a forgotten one has to look again. */
  #forgetGone({ names, value }: NamespacePart): void {
    if (names.size < 2 * (value?.size ?? 0) + 64) return;
    for (const [name, part] of names) {
      if (part.value !== undefined) continue;
      part.changed = this.revision;
      names.delete(name);
    }
  }

  /** The objects of a kind for `WatchedObjects`: what is looked up is noted as narrowly as it is asked for. */
  watch(part: KindPart): KindObjects | undefined {
    const { value } = part;
    if (value === undefined) {
      this.note(part);
      return undefined;
    }
    const known = new Map<string, Named>();
    const namedIn = (namespace: string): Named | undefined => {
      const before = known.get(namespace);
      if (before !== undefined) return before;
      const within = this.#namespaceOf(part, namespace);
      if (within.value === undefined) {
        this.note(within);
        return undefined;
      }
      const named = this.#watchNames(within, within.value);
      known.set(namespace, named);
      return named;
    };
    return new WatchedMap(value, namedIn, () => this.note(part));
  }

  #watchNames(within: NamespacePart, value: Named): Named {
    const objectAt = (name: string): KubeObject | undefined => {
      let part = within.names.get(name);
      if (part === undefined) {
        part = { changed: 0, value: value.get(name) };
        within.names.set(name, part);
      }
      this.note(part);
      return part.value;
    };
    return new WatchedMap(value, objectAt, () => this.note(within));
  }
}

/** The objects of a cluster that a ledger keeps account of. */
class WatchedObjects extends WatchedMap<KindName, KindObjects> {
  readonly cluster: ClusterSnapshot;
  readonly ledger: ReadLedger;

  constructor(cluster: ClusterSnapshot, ledger: ReadLedger, partOf: (kind: KindName) => KindPart) {
    const known = new Map<KindName, KindObjects>();
    super(
      cluster.objects,
      (kind) => {
        const before = known.get(kind);
        if (before !== undefined) return before;
        const watched = ledger.watch(partOf(kind));
        if (watched !== undefined) known.set(kind, watched);
        return watched;
      },
      () => {
        for (const kind of cluster.objects.keys()) ledger.note(partOf(kind));
      },
    );
    this.cluster = cluster;
    this.ledger = ledger;
  }
}

/**
 * The snapshot itself, where `cluster` is one that a ledger keeps account of: the kinds that are going to be read of it, in one
 * namespace or in all, are noted here as a whole. Any other cluster is returned as it is.
 */
export function readWhole(
  cluster: ClusterSnapshot,
  kinds: readonly KindName[],
  namespace?: string,
): ClusterSnapshot {
  const { objects } = cluster;
  if (!(objects instanceof WatchedObjects)) return cluster;
  for (const kind of kinds) objects.ledger.note(objects.ledger.part(objects.cluster, kind, namespace));
  return objects.cluster;
}

/** What an index of a kind has under a key: who reads it depends on that alone. */
export function readKey<T>(
  cluster: ClusterSnapshot,
  kind: KindName,
  at: (cluster: ClusterSnapshot, key: string) => T,
  key: string,
): T {
  const { objects } = cluster;
  return objects instanceof WatchedObjects
    ? objects.ledger.lookUp(objects.cluster, kind, at, key)
    : at(cluster, key);
}
