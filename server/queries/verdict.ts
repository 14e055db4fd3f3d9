import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { type Seconds, seconds, share } from '#lib/core/units.ts';
import { forViewer } from '#lib/graph/filter.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import {
  type Addressed,
  answersOver,
  durationsByVersion,
  requestsByVersion,
} from '#lib/prom/queries/by-version.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import { burnRate, burnWindows } from '#lib/verdict/burn-rate.ts';
import { type ComparedVersion, compareVersions } from '#lib/verdict/compare-versions.ts';
import { declaredVersions } from '#lib/verdict/declared-versions.ts';
import { incidentsOf } from '#lib/verdict/incidents.ts';
import { defaultLimits } from '#lib/verdict/limits.ts';
import { reporterOfUsers, usersTally } from '#lib/verdict/read-rows.ts';
import type { Context } from '../context.ts';
import { type Asker, createAsker } from './asker.ts';
import { fullGraph } from './full-graph.ts';
import { clusterOf } from './review.ts';
import { visibilityOf } from './visibility.ts';

export interface VerdictQuery extends TimeSelection {
  readonly cluster: ClusterId;
  readonly namespace: string;
  /** Its name, or its host in full. */
  readonly service: string;
  readonly stable: string | null;
}

/**
 * The versions of a service side by side, in four queries whatever their number. Throws WeftError `not-found` for a service that is
 * not in the mesh, or that the viewer may not read.
 */
export async function readVerdict(ctx: Context, input: VerdictQuery): Promise<VerdictResponse> {
  const cluster = clusterOf(ctx.kube.snapshot(), input.cluster);
  const { host, namespace } = serviceOf(ctx, cluster, input);
  const declared = declaredVersions(cluster, host, namespace, (of) => mayRead(ctx, of));
  // The graph is of the usual window, which is polled anyway; what is counted here is of the window asked for.
  const { reading, graph } = await fullGraph(ctx, { window: seconds.parse(burnWindows.short), at: input.at });
  const to = { hosts: declared.hosts, cluster: severalClusters(graph.nodes) ? input.cluster : null };
  const asked = createAsker(ctx, reading);
  const [requests, durations, short, long] = await ask(asked, to, input.window);
  const limits = ctx.guardRails ?? defaultLimits;
  const counted = (window: number) => ({
    window: seconds.parse(window),
    scrapeInterval: reading.scrapeInterval,
  });
  const compared = compareVersions({
    requests,
    durations,
    declared,
    named: input.stable,
    limits,
    ...counted(input.window),
  });
  const unread = asked.missing.some(({ query }) => query === 'requests by version');
  const burning = (rows: readonly VectorRow[], window: number) =>
    burnRate(usersTally(rows, counted(window)), limits);
  return {
    at: reading.at,
    window: input.window,
    hosts: [...declared.hosts],
    ...compared,
    versions: compared.versions.map(toldOf),
    says: unread ? 'Prometheus did not tell the versions apart, so nothing can be compared.' : compared.says,
    verdict: unread ? null : compared.verdict,
    users: usersOf(requests, counted(input.window)),
    burn: { short: burning(short, burnWindows.short), long: burning(long, burnWindows.long) },
    incidents: [...incidentsOf(forViewer(graph, visibilityOf(ctx)), declared.hosts, compared.stable)],
    limits,
    promql: asked.promql,
    missing: asked.missing,
  };
}

const ask = (asked: Asker, to: Addressed, window: Seconds) =>
  Promise.all([
    asked.now(requestsByVersion(to, window)),
    asked.now(durationsByVersion(to, window)),
    asked.now(answersOver('5m', to, seconds.parse(burnWindows.short))),
    asked.now(answersOver('1h', to, seconds.parse(burnWindows.long))),
  ]);

const mayRead = ({ viewer }: Context, namespace: string): boolean =>
  viewer.namespaces === null || viewer.namespaces.has(namespace);

function serviceOf(ctx: Context, cluster: ClusterSnapshot, { service, namespace }: VerdictQuery) {
  const resolved = resolveHost(cluster, fullHost(service, namespace), namespace);
  if (resolved !== null && mayRead(ctx, resolved.namespace)) return resolved;
  throw new WeftError('not-found', `There is no service ${service} in ${namespace} that you may read.`, {
    cure: 'Name a Service of the namespace, or the host of a ServiceEntry.',
  });
}

const toldOf = ({
  pods,
  declared,
  targets,
  ...version
}: ComparedVersion): VerdictResponse['versions'][number] => ({
  ...version,
  targets: [...targets],
  pods: pods === null ? null : { ...pods },
  declared: declared === null ? null : share.parse(declared),
});

function usersOf(
  rows: readonly VectorRow[],
  counted: Parameters<typeof usersTally>[1],
): VerdictResponse['users'] {
  const reporter = reporterOfUsers(rows);
  const tally = usersTally(rows, counted);
  return reporter === null || tally === null ? null : { reporter, tally };
}
