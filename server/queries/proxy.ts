import type { ProxyPart, ProxyResponse } from '#lib/api/proxy-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { certificatesPath, readCertificates } from '#lib/envoy/certificates.ts';
import { clustersPath, type EnvoyCluster, readClusters } from '#lib/envoy/clusters.ts';
import type { Difference } from '#lib/envoy/difference.ts';
import { certificateDifferences } from '#lib/envoy/differences/certificates.ts';
import { ejectedDifferences } from '#lib/envoy/differences/ejected.ts';
import { endpointDifferences } from '#lib/envoy/differences/endpoints.ts';
import type { ProxyPlace } from '#lib/envoy/differences/proxy-place.ts';
import { subsetDifferences } from '#lib/envoy/differences/subsets.ts';
import { syncDifferences } from '#lib/envoy/differences/sync.ts';
import { weightDifferences } from '#lib/envoy/differences/weights.ts';
import { noEnvoyReason } from '#lib/envoy/no-envoy.ts';
import { readRoutes, routesPath } from '#lib/envoy/routes.ts';
import { readServerInfo, serverInfoPath } from '#lib/envoy/server-info.ts';
import { mayRead } from '#lib/graph/filter.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { objectAt, refOf } from '#lib/mesh/objects.ts';
import { podProxyOf } from '#lib/mesh/pod-report.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { askIstiod } from './ask-istiod.ts';
import { ProxyAsker } from './ask-proxy.ts';

interface ProxyQuery {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly pod: string;
  readonly part: ProxyPart;
}

const adminPort = 15000;
const mostElements = 3000;
const mostDifferences = 200;

/** Which of the answers a part of the page is made of: the summary looks at all but the routes, which are the largest. */
const answersOf: Record<ProxyPart, readonly ('server' | 'clusters' | 'routes' | 'certificates' | 'sync')[]> =
  {
    summary: ['server', 'clusters', 'certificates', 'sync'],
    clusters: ['clusters'],
    endpoints: ['clusters'],
    routes: ['routes'],
    certificates: ['certificates'],
    sync: ['sync'],
  };

/**
 * What the proxy of a pod says itself, asked through a port-forward with the viewer's rights, and where it differs from what is
 * declared. What cannot be had is told in `missing`. Throws WeftError `not-found` for a pod that the viewer does not see.
 */
export async function readProxy(ctx: Context, input: ProxyQuery): Promise<ProxyResponse> {
  const cluster = ctx.kube.snapshot().clusters.get(input.cluster);
  const readable = mayRead({ namespace: input.namespace }, ctx.viewer.namespaces);
  const pod = cluster && readable ? objectAt(cluster, 'Pod', input.namespace, input.pod) : null;
  if (cluster === undefined || pod === null)
    throw new WeftError('not-found', `There is no pod ${input.namespace}/${input.pod} (any more).`, {
      cure: 'Choose one of the pods that are there now.',
    });
  const proxy = podProxyOf(pod);
  const noEnvoy = noEnvoyReason(proxy, pod.spec?.nodeName ?? null);
  const asker = new ProxyAsker(ctx);
  const at = epochSeconds.parse(Math.floor(ctx.clock.now() / 1000));
  const found = noEnvoy === null ? await answersFrom(asker, cluster, pod, input) : nothing;
  return {
    pod: refOf(cluster, 'Pod', pod),
    part: input.part,
    at,
    proxy,
    noEnvoy,
    ...shown(input.part, found),
    differences: readableOnly(differencesOf(cluster, pod, found, at), ctx).slice(0, mostDifferences),
    missing: asker.missing,
    asked: asker.asked,
  };
}

type Found = Awaited<ReturnType<typeof answersFrom>>;
const nothing: Found = { server: null, clusters: null, routes: null, certificates: null, sync: null };

async function answersFrom(
  asker: ProxyAsker,
  cluster: ClusterSnapshot,
  pod: Pod,
  { part, ...input }: ProxyQuery,
) {
  const of = { cluster: cluster.id, namespace: input.namespace, name: input.pod, port: adminPort };
  const wanted = new Set(answersOf[part]);
  const admin = <T>(what: string, path: string, read: Parameters<typeof asker.ask<T>>[0]['read']) =>
    asker.ask<T>({ what, pod: of, path, read });
  const [server, clusters, routes, certificates, sync] = await Promise.all([
    wanted.has('server') ? admin('server', serverInfoPath, readServerInfo) : null,
    wanted.has('clusters') ? admin('clusters', clustersPath, readClusters) : null,
    wanted.has('routes') ? admin('routes', routesPath, readRoutes) : null,
    wanted.has('certificates') ? admin('certificates', certificatesPath, readCertificates) : null,
    wanted.has('sync') ? askIstiod(asker, cluster, pod) : null,
  ]);
  return { server, clusters, routes, certificates, sync };
}

/** What the part shows of the answers, bounded. Of the clusters the summary has the totals alone. */
function shown(part: ProxyPart, { server, clusters, routes, certificates, sync }: Found) {
  const whole = [clusters?.clusters ?? [], routes?.hosts ?? [], certificates ?? []];
  return {
    server,
    totals: clusters === null ? null : totalsOf(clusters.clusters),
    clusters: part === 'summary' || clusters === null ? null : clusters.clusters.slice(0, mostElements),
    routes: routes === null ? null : routes.hosts.slice(0, mostElements),
    certificates: certificates === null ? null : certificates.slice(0, mostElements),
    sync,
    more: whole.reduce((sum, list) => sum + Math.max(0, list.length - mostElements), 0),
    unread: (clusters?.unread ?? 0) + (routes?.unread ?? 0),
  };
}

function totalsOf(clusters: readonly EnvoyCluster[]): ProxyResponse['totals'] {
  const hosts = clusters.flatMap((cluster) => cluster.hosts);
  return {
    clusters: clusters.length,
    hosts: hosts.length,
    ejected: hosts.filter(({ ejected }) => ejected).length,
    unhealthy: hosts.filter(({ health, flags }) => health === 'UNHEALTHY' || flags.length > 0).length,
  };
}

function differencesOf(
  cluster: ClusterSnapshot,
  pod: Pod,
  { server, clusters, routes, certificates, sync }: Found,
  at: ProxyResponse['at'],
): readonly Difference[] {
  const caller = { namespace: pod.metadata.namespace ?? '', labels: pod.metadata.labels ?? {} };
  const place: ProxyPlace = { cluster, caller };
  const known = clusters?.clusters ?? [];
  const found = [
    ...(server === null || server.state === 'LIVE' ? [] : [notLive(server.state)]),
    ...(sync === null ? [] : syncDifferences(sync)),
    ...certificateDifferences(certificates ?? [], at),
    ...subsetDifferences(place, known),
    ...endpointDifferences(place, known),
    ...ejectedDifferences(place, known),
    ...weightDifferences(place, routes?.hosts ?? []),
  ];
  return found.sort((a, b) => Number(a.level === 'warn') - Number(b.level === 'warn'));
}

const notLive = (state: string): Difference => ({
  code: 'not-live',
  level: 'warn',
  says: `The proxy is not live: ${state}.`,
  object: null,
  path: '',
});

/** What objects say that the viewer may not read stays with them. */
const readableOnly = (found: readonly Difference[], { viewer }: Context): Difference[] =>
  found.filter(({ object }) => object === null || mayRead(object, viewer.namespaces));
