import type { ClusterId } from '#lib/core/ids.ts';
import { type KindName, kindNames } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, KindObjects, KindState, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Clock } from '#server/context.ts';

/** Watch events that come within this time make one new version. */
const batchMs = 50;

type Named = ReadonlyMap<string, KubeObject>;

/**
 * The watched objects of one cluster as immutable snapshots. Changes are gathered for up to 50 ms; a new version shares
 * the maps of every kind and namespace that did not change.
 */
export class SnapshotStore {
  readonly #cluster: ClusterId;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<(snapshot: MeshSnapshot) => void>();
  #snapshot: MeshSnapshot;
  /** Changed namespaces of changed kinds since the last version: the namespace's new map. */
  #pending = new Map<KindName, Map<string, Map<string, KubeObject>>>();
  #pendingStates = new Map<KindName, KindState>();
  #pendingCredentials: NonNullable<ClusterSnapshot['credentials']> | null = null;
  #scheduled = false;

  constructor(cluster: ClusterId, clock: Clock, signal: AbortSignal) {
    this.#cluster = cluster;
    this.#clock = clock;
    this.#signal = signal;
    // Before the API server has answered nothing is known of any kind: that is not the same as there being none.
    const states = new Map(kindNames.map((kind) => [kind, { phase: 'loading' } as const]));
    const empty = { id: cluster, objects: new Map(), states };
    this.#snapshot = { version: 0, clusters: new Map([[cluster, empty]]) };
  }

  get snapshot(): MeshSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: (snapshot: MeshSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The newest state of a kind, pending ones included. */
  state(kind: KindName): KindState | null {
    return this.#pendingStates.get(kind) ?? this.#current().states.get(kind) ?? null;
  }

  setState(kind: KindName, state: KindState): void {
    this.#pendingStates.set(kind, state);
    this.#schedule();
  }

  /** What the Secrets say that Gateways name. */
  setCredentials(credentials: NonNullable<ClusterSnapshot['credentials']>): void {
    this.#pendingCredentials = credentials;
    this.#schedule();
  }

  /**
   * Makes `objects` all there is of a kind, in one namespace (null: in all). An object that is known at the same
   * version stays the same value, so that what was derived from it stays valid.
   */
  replace(kind: KindName, namespace: string | null, objects: readonly KubeObject[]): void {
    const listed = Map.groupBy(objects, (object) => object.metadata.namespace ?? '');
    const known = namespace === null ? this.#namespaces(kind) : [namespace];
    for (const name of new Set([...known, ...listed.keys()])) {
      const before = this.#named(kind, name);
      const now = new Map<string, KubeObject>();
      for (const object of listed.get(name) ?? []) {
        const old = before.get(object.metadata.name);
        now.set(object.metadata.name, old !== undefined && isSameVersion(old, object) ? old : object);
      }
      if (!isSameMap(before, now)) this.#draftOf(kind).set(name, now);
    }
    this.#schedule();
  }

  upsert(kind: KindName, object: KubeObject): void {
    const { namespace = '', name } = object.metadata;
    const old = this.#named(kind, namespace).get(name);
    if (old !== undefined && isSameVersion(old, object)) return;
    this.#writable(kind, namespace).set(name, object);
    this.#schedule();
  }

  /** Forgets an object, unless one of the same name has been created since. */
  remove(kind: KindName, object: KubeObject): void {
    const { namespace = '', name, uid } = object.metadata;
    const known = this.#named(kind, namespace).get(name);
    if (known === undefined || (uid !== undefined && known.metadata.uid !== uid)) return;
    this.#writable(kind, namespace).delete(name);
    this.#schedule();
  }

  /** Keeps at most `limit` objects of a kind: those that `order` puts first. */
  bound(kind: KindName, limit: number, order: (a: KubeObject, b: KubeObject) => number): void {
    const all = this.#namespaces(kind).flatMap((namespace) => [...this.#named(kind, namespace).values()]);
    if (all.length <= limit) return;
    for (const object of all.sort(order).slice(limit)) this.remove(kind, object);
  }

  /** Makes pending changes a version now. */
  flush(): void {
    if (this.#pending.size === 0 && this.#pendingStates.size === 0 && this.#pendingCredentials === null)
      return;
    const current = this.#current();
    const objects = new Map<KindName, KindObjects>(current.objects);
    for (const [kind, drafts] of this.#pending) objects.set(kind, mergeDrafts(objects.get(kind), drafts));
    const states = new Map([...current.states, ...this.#pendingStates]);
    this.#pending = new Map();
    this.#pendingStates = new Map();
    const credentials = this.#pendingCredentials ?? current.credentials;
    this.#pendingCredentials = null;
    this.#snapshot = {
      version: this.#snapshot.version + 1,
      clusters: new Map([
        [this.#cluster, { ...current, objects, states, ...(credentials && { credentials }) }],
      ]),
    };
    for (const listener of this.#listeners) listener(this.#snapshot);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    void this.#clock.after(batchMs, this.#signal).then(() => {
      this.#scheduled = false;
      if (!this.#signal.aborted) this.flush();
    });
  }

  #current() {
    const current = this.#snapshot.clusters.get(this.#cluster);
    if (current === undefined) throw new Error('The store lost its own cluster.');
    return current;
  }

  #namespaces(kind: KindName): readonly string[] {
    const known = this.#current().objects.get(kind)?.keys() ?? [];
    return [...new Set([...known, ...(this.#pending.get(kind)?.keys() ?? [])])];
  }

  #named(kind: KindName, namespace: string): Named {
    const draft = this.#pending.get(kind)?.get(namespace);
    return draft ?? this.#current().objects.get(kind)?.get(namespace) ?? new Map();
  }

  #draftOf(kind: KindName): Map<string, Map<string, KubeObject>> {
    const draft = this.#pending.get(kind) ?? new Map();
    this.#pending.set(kind, draft);
    return draft;
  }

  #writable(kind: KindName, namespace: string): Map<string, KubeObject> {
    const drafts = this.#draftOf(kind);
    const draft = drafts.get(namespace) ?? new Map(this.#named(kind, namespace));
    drafts.set(namespace, draft);
    return draft;
  }
}

function mergeDrafts(before: KindObjects | undefined, drafts: ReadonlyMap<string, Named>): KindObjects {
  const merged = new Map(before ?? []);
  for (const [namespace, named] of drafts) {
    if (named.size === 0) merged.delete(namespace);
    else merged.set(namespace, named);
  }
  return merged;
}

function isSameVersion(a: KubeObject, b: KubeObject): boolean {
  const version = a.metadata.resourceVersion;
  return version !== undefined && version === b.metadata.resourceVersion && a.metadata.uid === b.metadata.uid;
}

function isSameMap(a: Named, b: Named): boolean {
  return a.size === b.size && [...a].every(([name, object]) => b.get(name) === object);
}
