import type { SplitResponse } from '#lib/api/edit-contract.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { buildGraph, type GraphInput } from '#lib/graph/build.ts';
import { splitsOf } from '#lib/graph/decorate/split.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadKey } from '#lib/mesh/workloads.ts';
import { openedSince } from '#lib/prom/queries/opened-since.ts';
import { rejectsSince } from '#lib/prom/queries/rejects-since.ts';
import { sentSince } from '#lib/prom/queries/sent-since.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import { createAsker } from './asker.ts';
import { fullGraph } from './full-graph.ts';

/** Counts look back this far at most. */
export const longest: Seconds = seconds.parse(6 * 3600);

/** So many requests make a band of less than one point: more need not be counted. */
const enough = 20_000;
const recent = seconds.parse(300);

/** What callers sent to the hosts of a route: the edges carry the split of each caller. */
export interface SplitTraffic {
  readonly edges: readonly GraphEdge[];
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Per second to a host, of it to these workloads alone unless null; null without data. */
  readonly rateTo: (host: string, workloads: ReadonlySet<string> | null) => number | null;
}

export interface Counted extends Pick<SplitResponse, 'promql' | 'missing'> {
  readonly at: EpochSeconds;
  readonly since: EpochSeconds;
  readonly requests: SplitTraffic;
  readonly connections: SplitTraffic;
  /** Configurations that proxies refused since the route changed; null where nobody counts them. */
  readonly rejects: number | null;
}

interface CountInput {
  readonly object: KubeObject;
  readonly rules: readonly RouteRule[];
  readonly snapshot: MeshSnapshot;
}

/** Counts what was sent to the hosts of a route since it changed: two or three queries, beside the reading that all share. */
export async function countSplit(ctx: Context, input: CountInput): Promise<Counted> {
  const { graph, reading } = await fullGraph(ctx, { window: recent, at: null });
  const { at, scrapeInterval } = reading;
  const [http, tcp] = [hostsOf(input.rules, true), hostsOf(input.rules, false)];
  const now = trafficOf(ctx, graph, [...http, ...tcp], ({ reports, shown }) => reports[shown]?.rate ?? null);
  const busiest = Math.max(0, ...http.map((host) => now.rateTo(host, null) ?? 0));
  const ago = countedFor(input.object, at, scrapeInterval, busiest);
  const asker = createAsker(ctx, reading);
  const countable = ago >= 2 * scrapeInterval;
  const [sent, opened, refused] = await Promise.all([
    countable && http.length > 0 ? asker.now(sentSince([{ ago, hosts: http }])) : [],
    countable && tcp.length > 0 ? asker.now(openedSince(ago, tcp)) : [],
    countable ? asker.now(rejectsSince(ago)) : [],
  ]);
  const span: Span = { snapshot: input.snapshot, at, window: ago, scrapeInterval };
  const requests = trafficOf(ctx, placed(sent, 'requests', span), http, () => null);
  return {
    at,
    since: epochSeconds.parse(at - ago),
    requests: { ...requests, rateTo: now.rateTo },
    connections: trafficOf(
      ctx,
      placed(opened, 'connections', span),
      tcp,
      ({ reports }) => (reports.source?.count ?? 0) / ago,
    ),
    rejects: refused[0]?.value ?? null,
    promql: asker.promql,
    missing: [...reading.missing, ...asker.missing],
  };
}

const hostsOf = (rules: readonly RouteRule[], layer7: boolean): readonly string[] => [
  ...new Set(
    rules
      .filter(({ protocol }) => (protocol === 'http' || protocol === 'grpc') === layer7)
      .flatMap(({ destinations }) => destinations.map(({ fullHost }) => fullHost)),
  ),
];

type Span = Pick<GraphInput, 'snapshot' | 'at' | 'window' | 'scrapeInterval'>;
type Drawn = Pick<TrafficGraph, 'nodes' | 'edges'>;

/** Counts of the span as edges between workloads, each with the split of its caller. */
function placed(rows: readonly VectorRow[], of: 'requests' | 'connections', span: Span): Drawn {
  const measure = of === 'requests' ? 'requests' : 'tcp-closed';
  const samples = rows.flatMap(({ labels, value }) =>
    value === null ? [] : [{ measure, labels, value: value / span.window } as const],
  );
  const graph = buildGraph({ ...span, samples, live: true, missing: [], findings: [], sentSince: null });
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const splits = splitsOf(graph.edges, nodes, { ...span, live: true, since: null, of });
  return {
    nodes: graph.nodes,
    edges: graph.edges.map((edge) => ({ ...edge, split: splits.get(edge.id) ?? null })),
  };
}

/** Kubernetes keeps whole seconds, and proxies hear of a change within a scrape: what came before tells of the old weights. */
function countedFor(object: KubeObject, at: EpochSeconds, scrapeInterval: Seconds, rate: number): Seconds {
  const age = at - (changedAt(object.metadata) ?? 0) - 1 - scrapeInterval;
  const needed =
    rate > 0 ? Math.max(recent, Math.ceil(enough / rate / scrapeInterval) * scrapeInterval) : longest;
  return seconds.parse(Math.max(0, Math.min(age, needed, longest)));
}

/** The edges to these hosts. An edge is told to who may read one of its ends. */
function trafficOf(
  { viewer: { namespaces } }: Context,
  { nodes, edges }: Drawn,
  hosts: readonly string[],
  rateOf: (edge: GraphEdge) => number | null,
): SplitTraffic {
  const byId = new Map<string, GraphNode>(nodes.map((node) => [node.id, node]));
  const isReadable = (id: string) => namespaces === null || namespaces.has(byId.get(id)?.namespace ?? '');
  const asked = new Set(hosts);
  const mine = edges.filter(
    ({ service, source, target }) =>
      service !== null && asked.has(service.host) && (isReadable(source) || isReadable(target)),
  );
  const isIn = (id: string, workloads: ReadonlySet<string>) => {
    const node = byId.get(id);
    return node?.kind === 'workload' && workloads.has(workloadKey(node.namespace ?? '', node.name));
  };
  return {
    edges: mine,
    nodes: byId,
    rateTo: (host, workloads) => {
      const own = mine.filter(({ service }) => service?.host === host);
      if (own.length === 0) return null;
      const arrived = own.filter(({ target }) => workloads === null || isIn(target, workloads));
      return arrived.reduce((sum, edge) => sum + (rateOf(edge) ?? 0), 0);
    },
  };
}
