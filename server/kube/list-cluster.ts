import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterId } from '#lib/core/ids.ts';
import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { trim } from '#lib/k8s/trim.ts';
import type { ClusterSnapshot, KindObjects, KindState } from '#lib/mesh/snapshot.ts';
import type { Clock } from '#server/context.ts';
import { collectionPath, type ServedKind } from './api-path.ts';
import type { KubeClient } from './client.ts';
import { discover } from './discovery.ts';
import { keeperOf } from './keep.ts';
import { asKubeFailure } from './kube-failure.ts';
import { listAll } from './list.ts';
import { NamespaceAccess } from './namespace-access.ts';

export interface ListedCluster {
  readonly client: KubeClient;
  readonly config: KubeConfig;
  readonly id: ClusterId;
  readonly istioNamespace: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface Listed {
  readonly objects: readonly KubeObject[];
  readonly state: KindState;
}

/** So many lists run beside each other. */
const atOnce = 8;
/** Nothing is judged by them, and there are many. */
const notNeeded: ReadonlySet<KindName> = new Set(['Event']);

/**
 * Lists every kind once. A kind that may not be listed in all namespaces is listed in those where it may be; one that may not
 * be listed at all, or cannot be, says so in its state and is not taken for empty. Secrets are not asked for. Throws
 * KubeFailure where the API server cannot be asked at all.
 */
export async function listCluster(options: ListedCluster): Promise<ClusterSnapshot> {
  const { client, config, id, istioNamespace, clock, signal } = options;
  const { served, absent } = await discover(client, signal);
  const listed = new Map<KindName, Listed>();
  const namespaces = () => [
    ...new Set([...namesOf(listed.get('Namespace')), ...ownNamespaces(config, istioNamespace)]),
  ];
  const access = new NamespaceAccess(client, clock, namespaces);
  const list = async ([kind, as]: readonly [KindName, ServedKind]) => {
    listed.set(kind, await listKind(kind, as, options, access));
  };
  // Namespaces first: where a kind may not be listed across them, they say where to look.
  const [first, rest] = partition(served);
  for (const one of first) await list(one);
  const waiting = rest[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of waiting) await list(one);
    }),
  );
  const states = new Map(kindNames.map((kind) => [kind, stateOf(kind, listed, absent)] as const));
  return { id, objects: new Map([...listed].map(([kind, of]) => [kind, byNamespace(of.objects)])), states };
}

function partition(served: ReadonlyMap<KindName, ServedKind>) {
  const wanted = [...served].filter(([kind]) => !notNeeded.has(kind));
  const isFirst = ([kind]: readonly [KindName, ServedKind]) => kind === 'Namespace';
  return [wanted.filter(isFirst), wanted.filter((one) => !isFirst(one))] as const;
}

async function listKind(
  kind: KindName,
  served: ServedKind,
  { client, istioNamespace, clock, signal }: ListedCluster,
  access: NamespaceAccess,
): Promise<Listed> {
  const keep = keeperOf(kind);
  const kept = (object: KubeObject) => keep(trim(kind, object));
  const only = kind === 'ConfigMap' ? istioNamespace : null;
  const list = async (namespace: string | null) =>
    (await listAll(client, collectionPath(served, namespace), kept, signal)).objects;
  const since = new Date(clock.now()).toISOString();
  try {
    return { objects: await list(only), state: { phase: 'live', since } };
  } catch (cause) {
    const { status, message } = asKubeFailure(cause);
    if (status !== 403) return unread(status, message);
    const allowed = only === null && kinds[kind].namespaced ? await access.listable(kinds[kind], signal) : [];
    const parts = await Promise.all(
      allowed.map(async (namespace) => ({ namespace, objects: await list(namespace).catch(() => null) })),
    );
    const seen = parts.filter((part) => part.objects !== null);
    if (seen.length === 0) return { objects: [], state: { phase: 'forbidden', reason: message } };
    return {
      objects: seen.flatMap(({ objects }) => objects ?? []),
      state: { phase: 'live', since, only: seen.map(({ namespace }) => namespace) },
    };
  }
}

/** A kind whose group did not answer is as one that is still being listed: nothing is known of it. */
const stateOf = (
  kind: KindName,
  listed: ReadonlyMap<KindName, Listed>,
  absent: ReadonlySet<KindName>,
): KindState => listed.get(kind)?.state ?? { phase: absent.has(kind) ? 'not-installed' : 'loading' };

/** A definition may go while we look; everything else is not known. */
const unread = (status: number | null, message: string): Listed =>
  status === 404
    ? { objects: [], state: { phase: 'not-installed' } }
    : { objects: [], state: { phase: 'forbidden', reason: message } };

const namesOf = (listed: Listed | undefined): readonly string[] =>
  listed?.objects.map(({ metadata }) => metadata.name) ?? [];

function ownNamespaces(config: KubeConfig, istioNamespace: string): readonly string[] {
  const own = config.getContextObject(config.getCurrentContext())?.namespace;
  return own === undefined ? [istioNamespace] : [istioNamespace, own];
}

function byNamespace(objects: readonly KubeObject[]): KindObjects {
  const grouped = Map.groupBy(objects, ({ metadata }) => metadata.namespace ?? '');
  return new Map(
    [...grouped].map(([namespace, of]) => [
      namespace,
      new Map(of.map((object) => [object.metadata.name, object] as const)),
    ]),
  );
}
