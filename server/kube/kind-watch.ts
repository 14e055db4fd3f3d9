import type { Intern } from '#lib/core/intern.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { trim } from '#lib/k8s/trim.ts';
import type { Clock } from '#server/context.ts';
import { collectionPath, type ServedKind } from './api-path.ts';
import type { KubeClient } from './client.ts';
import type { Keep } from './list.ts';
import type { NamespaceAccess } from './namespace-access.ts';
import { type ReflectorState, reflect } from './reflector.ts';
import { shareTexts } from './share-texts.ts';
import type { SnapshotStore } from './store.ts';

export interface KindWatchOptions {
  readonly kind: KindName;
  readonly served: ServedKind;
  /** Watch one namespace only, whatever the identity may; null for all. */
  readonly only: string | null;
  /** Which objects are kept at all, and in which form; null drops one. */
  readonly keep: Keep;
  /** Makes objects share the texts that they repeat. */
  readonly intern: Intern;
  readonly client: KubeClient;
  readonly store: SnapshotStore;
  readonly access: NamespaceAccess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly onContact: () => void;
  /** Why a kind that was never listed cannot be; null once it can. */
  readonly onTrouble: (reason: string | null) => void;
  /** The kind is no longer served. */
  readonly onGone: () => void;
  readonly onObjects: (objects: readonly KubeObject[]) => void;
}

/**
 * Watches one kind: across the cluster where that is allowed, else in each namespace where it is. Ends with `signal`;
 * the kind's objects then stay as they were last known.
 */
export class KindWatch {
  readonly #options: KindWatchOptions;
  readonly #namespaced = new Map<string, { readonly stop: AbortController; state: ReflectorState | null }>();
  #everLive = false;

  constructor(options: KindWatchOptions) {
    this.#options = options;
    void this.#reflect(options.only, options.signal, (state) => this.#clusterState(state));
  }

  #reflect(
    namespace: string | null,
    signal: AbortSignal,
    onState: (state: ReflectorState) => void,
  ): Promise<void> {
    const { client, served, store, kind, clock, random, keep, intern, onContact, onObjects } = this.#options;
    return reflect({
      client,
      path: collectionPath(served, namespace),
      keep: (object) => {
        const kept = keep(trim(kind, object));
        return kept === null ? null : shareTexts(kept, intern);
      },
      clock,
      random,
      signal,
      sink: {
        replace: (objects) => {
          store.replace(kind, namespace, objects);
          onObjects(objects);
        },
        upsert: (object) => {
          store.upsert(kind, object);
          onObjects([object]);
        },
        remove: (object) => store.remove(kind, object),
        state: (state) => {
          if (!signal.aborted) onState(state);
        },
        contact: onContact,
      },
    });
  }

  #clusterState(state: ReflectorState): void {
    const { kind, store, only } = this.#options;
    switch (state.phase) {
      case 'live':
        for (const namespace of [...this.#namespaced.keys()]) this.#stop(namespace);
        this.#live();
        break;
      case 'lost':
        if (this.#namespaced.size === 0) this.#lost(state.reason);
        break;
      case 'gone':
        store.replace(kind, null, []);
        store.setState(kind, { phase: 'not-installed' });
        this.#options.onGone();
        break;
      case 'forbidden':
        if (only === null && kinds[kind].namespaced) void this.#fallBack(state.reason);
        else this.#forbidden(state.reason);
    }
  }

  /** Called at each refusal, so that namespaces come and go as rights are given and taken. */
  async #fallBack(reason: string): Promise<void> {
    const { kind, access, signal, store } = this.#options;
    const allowed = new Set(await access.listable(kinds[kind], signal));
    if (signal.aborted) return;
    for (const namespace of [...this.#namespaced.keys()]) {
      if (allowed.has(namespace)) continue;
      this.#stop(namespace);
      store.replace(kind, namespace, []);
    }
    if (allowed.size === 0) this.#forbidden(reason);
    for (const namespace of allowed) if (!this.#namespaced.has(namespace)) this.#start(namespace);
  }

  #start(namespace: string): void {
    const stop = new AbortController();
    const entry = { stop, state: null as ReflectorState | null };
    this.#namespaced.set(namespace, entry);
    void this.#reflect(namespace, AbortSignal.any([this.#options.signal, stop.signal]), (state) => {
      entry.state = state;
      this.#namespacedState();
    });
  }

  #stop(namespace: string): void {
    this.#namespaced.get(namespace)?.stop.abort();
    this.#namespaced.delete(namespace);
  }

  #namespacedState(): void {
    const states = [...this.#namespaced.values()].map(({ state }) => state);
    const lost = states.find((state) => state?.phase === 'lost');
    const forbidden = states.find((state) => state?.phase === 'forbidden');
    if (lost?.phase === 'lost') this.#lost(lost.reason);
    else if (states.some((state) => state?.phase === 'live')) this.#live();
    else if (forbidden?.phase === 'forbidden') this.#forbidden(forbidden.reason);
  }

  #live(): void {
    this.#everLive = true;
    const { kind, store, onTrouble } = this.#options;
    onTrouble(null);
    const state = store.state(kind);
    const only = this.#listed();
    if (state?.phase !== 'live') store.setState(kind, { phase: 'live', since: this.#now(), ...only });
    else if (state.only?.join() !== only.only?.join()) {
      store.setState(kind, { phase: 'live', since: state.since, ...only });
    }
  }

  /** The namespaces that were listed one by one; nothing where all of them were at once. */
  #listed(): { readonly only?: readonly string[] } {
    if (this.#namespaced.size === 0) return {};
    const listed = [...this.#namespaced].filter(([, { state }]) => state?.phase === 'live');
    return { only: listed.map(([namespace]) => namespace).sort() };
  }

  #lost(reason: string): void {
    const { kind, store } = this.#options;
    // A kind that was never listed has nothing that could be stale.
    if (!this.#everLive) {
      this.#options.onTrouble(reason);
      return;
    }
    const known = store.state(kind);
    if (known?.phase === 'stale' && known.reason === reason) return;
    const since = known?.phase === 'stale' ? known.since : this.#now();
    store.setState(kind, { phase: 'stale', since, reason });
  }

  #forbidden(reason: string): void {
    const { kind, store } = this.#options;
    store.replace(kind, null, []);
    const known = store.state(kind);
    if (known?.phase !== 'forbidden' || known.reason !== reason) {
      store.setState(kind, { phase: 'forbidden', reason });
    }
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}
