import type { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import type { ClusterId } from '#lib/core/ids.ts';
import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Clock, KubeSource } from '#server/context.ts';
import { createInterner } from '#server/intern.ts';
import type { Logger } from '#server/log.ts';
import { createSemaphore } from '#server/prom/semaphore.ts';
import type { ServedKind } from './api-path.ts';
import { createKubeClient, type KubeClient } from './client.ts';
import { watchCredentials } from './credential-watch.ts';
import { type Discovery, discover } from './discovery.ts';
import { forwardGet } from './forward-get.ts';
import { configuredUser, whoAmI } from './identity.ts';
import { keeperOf } from './keep.ts';
import { KindWatch } from './kind-watch.ts';
import { asKubeFailure } from './kube-failure.ts';
import { NamespaceAccess } from './namespace-access.ts';
import { readLog } from './read-log.ts';
import { mayDo, readObject, servedKind } from './read-object.ts';
import { kubernetesStatus, overallPhase, phaseKey } from './source-status.ts';
import { SnapshotStore } from './store.ts';
import { whyUnreadable } from './why-unreadable.ts';
import { writeObject } from './write-object.ts';

export interface KubeSourceOptions {
  readonly config: KubeConfig;
  readonly cluster: ClusterId;
  /** What `identity()` names as the context; null in a cluster. */
  readonly context: string | null;
  readonly istioNamespace: string;
  /** Namespaces to read where the identity may not list across the cluster; empty: those that are found. */
  readonly namespaces: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

/** The source with what the server's own rooms need of it. */
export interface RunningKubeSource extends KubeSource {
  readonly client: KubeClient;
  /** How the API server serves a kind, null where it does not. */
  served(kind: KindName): ServedKind | null;
}

const recheckMs = 60_000;
/** A new CRD is not served at once: ask again this soon, this many times. */
const soonMs = 1000;
const soonTries = 10;
const keptEvents = 2000;
/** What so many answers of proxies may hold of memory is within the server's budget. */
const forwardsAtOnce = 3;
/** Texts that objects share: labels, images and names of owners come again and again, ids and addresses do not. */
const sharedTexts = 50_000;

/** Starts watching one cluster. Returns at once; what is known grows in `snapshot()`. */
export function startKubeSource(options: KubeSourceOptions): RunningKubeSource {
  return new Source(options);
}

class Source implements RunningKubeSource {
  readonly client: KubeClient;
  readonly #options: KubeSourceOptions;
  readonly #store: SnapshotStore;
  readonly #access: NamespaceAccess;
  readonly #intern = createInterner(sharedTexts);
  readonly #closing = new AbortController();
  readonly #forwarding = createSemaphore(forwardsAtOnce);
  readonly #watches = new Map<KindName, { readonly served: ServedKind; readonly stop: AbortController }>();
  readonly #statusListeners = new Set<() => void>();
  /** Why kinds that were never listed cannot be. */
  readonly #troubles = new Map<KindName, string>();
  #wake = new AbortController();
  #soon = 0;
  #user: string;
  #serverVersion: string | null = null;
  #lastContact: number | null = null;
  #failure: string | null = null;
  #phase = 'starting';
  #phaseSince: number;
  #lastKey = '';

  constructor(options: KubeSourceOptions) {
    const { config, cluster, clock } = options;
    this.#options = options;
    this.client = createKubeClient(config);
    this.#store = new SnapshotStore(cluster, clock, this.#closing.signal);
    this.#access = new NamespaceAccess(this.client, clock, () => this.#candidates());
    this.#user = configuredUser(config);
    this.#phaseSince = clock.now();
    this.#store.subscribe(() => this.#statusMayHaveChanged());
    void this.#run();
    void watchCredentials({
      client: this.client,
      store: this.#store,
      clusterOf: () => this.#clusterSnapshot(),
      clock,
      signal: this.#closing.signal,
    });
  }

  snapshot = () => this.#store.snapshot;
  subscribe: KubeSource['subscribe'] = (listener) => this.#store.subscribe(listener);
  served = (kind: KindName): ServedKind | null => this.#watches.get(kind)?.served ?? null;

  onStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  status(): ReturnType<KubeSource['status']> {
    return kubernetesStatus(this.#clusterSnapshot(), this.#facts(), this.#phaseSince);
  }

  identity(): ReturnType<KubeSource['identity']> {
    return { context: this.#options.context, user: this.#user, server: this.client.server };
  }

  read: KubeSource['read'] = async (ref, viewer, signal) => {
    const kind = servedKind(ref, this.served);
    return readObject(this.client, kind, ref, viewer, signal);
  };

  write: KubeSource['write'] = async (ref, write, options, viewer, signal) => {
    const kind = servedKind(ref, this.served);
    return writeObject(this.client, kind, { ref, write, dryRun: options.dryRun, viewer }, signal);
  };

  log: KubeSource['log'] = (asked, viewer, signal) => readLog(this.client, asked, viewer, signal);

  may: KubeSource['may'] = async (verb, ref, viewer, signal) =>
    mayDo(verb, this.client, servedKind(ref, this.served), ref, viewer, signal);

  forwardGet: KubeSource['forwardGet'] = async (pod, path, viewer, signal) => {
    const { token } = viewer;
    const ask = () => forwardGet(this.#options.config, { ...pod, path, token }, signal);
    return this.#forwarding(ask, AbortSignal.any([signal, this.#closing.signal]));
  };

  async close(): Promise<void> {
    this.#closing.abort();
    await this.client.close();
  }

  /** Asks what is served, keeps a watch on each such kind, and looks again from time to time. */
  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      // Made before looking: a kind installed while we look wakes us all the same.
      const wake = new AbortController();
      this.#wake = wake;
      let wait: number;
      try {
        await this.#lookAtServer(signal);
        wait = this.#soon > 0 ? soonMs : recheckMs;
        this.#soon = Math.max(0, this.#soon - 1);
      } catch (cause) {
        if (signal.aborted) return;
        this.#failed(whyUnreadable(asKubeFailure(cause)));
        wait = 2000 + 1000 * this.#options.random();
      }
      await clock.after(wait, AbortSignal.any([signal, wake.signal]));
      if (wake.signal.aborted) await clock.after(soonMs / 4, signal);
    }
  }

  async #lookAtServer(signal: AbortSignal): Promise<void> {
    const discovery = await discover(this.client, signal);
    this.#contact();
    this.#failure = null;
    this.#reconcile(discovery);
    this.#serverVersion = await versionOf(this.client, signal);
    this.#user = (await whoAmI(this.client, null, signal)) ?? this.#user;
    this.#statusMayHaveChanged();
  }

  #reconcile({ served, absent }: Discovery): void {
    for (const kind of absent) {
      // Of a kind that is watched its own watch tells: an API server that has just started does not list all that it serves.
      if (this.#watches.has(kind)) continue;
      this.#troubles.delete(kind);
      this.#store.replace(kind, null, []);
      if (this.#store.state(kind)?.phase !== 'not-installed') {
        this.#store.setState(kind, { phase: 'not-installed' });
      }
    }
    for (const [kind, as] of served) {
      const known = this.#watches.get(kind);
      if (known?.served.version === as.version) continue;
      known?.stop.abort();
      this.#watch(kind, as);
    }
  }

  #watch(kind: KindName, served: ServedKind): void {
    const { clock, random, istioNamespace } = this.#options;
    const stop = new AbortController();
    this.#watches.set(kind, { served, stop });
    new KindWatch({
      kind,
      served,
      only: kind === 'ConfigMap' ? istioNamespace : null,
      keep: keeperOf(kind),
      intern: this.#intern,
      client: this.client,
      store: this.#store,
      access: this.#access,
      clock,
      random,
      signal: AbortSignal.any([this.#closing.signal, stop.signal]),
      onContact: () => this.#contact(),
      onTrouble: (reason) => this.#troubled(kind, reason),
      onGone: () => {
        stop.abort();
        this.#watches.delete(kind);
        this.#lookAgain();
      },
      onObjects: (objects) => this.#seen(kind, objects),
    });
  }

  #seen(kind: KindName, objects: readonly KubeObject[]): void {
    if (kind === 'Event') this.#store.bound('Event', keptEvents, newestFirst);
    if (kind !== 'CustomResourceDefinition') return;
    // A kind that was absent has just been installed.
    const installed = new Set(objects.map((object) => object.metadata.name));
    const missing = kindNames.filter((name) => !this.#watches.has(name));
    if (missing.some((name) => installed.has(`${kinds[name].plural}.${kinds[name].group}`)))
      this.#lookAgain();
  }

  #troubled(kind: KindName, reason: string | null): void {
    if (reason === null) this.#troubles.delete(kind);
    else this.#troubles.set(kind, reason);
    this.#statusMayHaveChanged();
  }

  #lookAgain(): void {
    this.#soon = soonTries;
    this.#wake.abort();
  }

  #contact(): void {
    this.#lastContact = this.#options.clock.now();
  }

  #failed(reason: string): void {
    if (this.#failure === null) this.#options.log.warn({ reason }, 'kubernetes: the cluster cannot be read');
    this.#failure = reason;
    this.#statusMayHaveChanged();
  }

  #statusMayHaveChanged(): void {
    const snapshot = this.#clusterSnapshot();
    const { phase, reason } = overallPhase(snapshot, this.#facts());
    const key = `${phase} ${reason} ${this.#serverVersion} ${this.#user} ${phaseKey(snapshot.states)}`;
    if (key === this.#lastKey) return;
    this.#lastKey = key;
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#phaseSince = this.#options.clock.now();
      this.#options.log.info({ phase, reason }, 'kubernetes: phase');
    }
    for (const listener of this.#statusListeners) listener();
  }

  #facts() {
    return {
      cluster: this.#options.cluster,
      serverVersion: this.#serverVersion,
      lastContact: this.#lastContact,
      failure: this.#failure ?? this.#troubles.values().next().value ?? null,
    };
  }

  #clusterSnapshot() {
    const snapshot = this.#store.snapshot.clusters.get(this.#options.cluster);
    if (snapshot === undefined) throw new Error('The store lost its own cluster.');
    return snapshot;
  }

  /** Where to look when the identity may not list across the cluster. */
  #candidates(): readonly string[] {
    const { namespaces, istioNamespace, config } = this.#options;
    if (namespaces.length > 0) return namespaces;
    const listed = this.#clusterSnapshot().objects.get('Namespace')?.get('')?.keys() ?? [];
    const own = config.getContextObject(config.getCurrentContext())?.namespace;
    return [...new Set([...listed, istioNamespace, ...(own === undefined ? [] : [own])])];
  }
}

const versionShape = z.object({ gitVersion: z.string() });

async function versionOf(client: KubeClient, signal: AbortSignal): Promise<string | null> {
  try {
    return versionShape.parse((await client.request({ path: '/version', signal })).body).gitVersion;
  } catch {
    // Some providers close /version to ordinary users: the version is then not shown.
    return null;
  }
}

const newestFirst = (a: KubeObject, b: KubeObject): number => {
  const [x, y] = [a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''];
  return x > y ? -1 : x < y ? 1 : 0;
};
