import type { EdgeId } from '#lib/core/ids.ts';
import { type EpochSeconds, epochSeconds, type Seconds, share } from '#lib/core/units.ts';
import { callerOf, type ReachingRule, rulesReaching, targetWorkloads } from '#lib/mesh/effective-routes.ts';
import { isNeverTaken, type RouteCaller, type RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import type { GraphEdge, GraphNode, Split } from '../model.ts';
import { wilson99 } from '../wilson.ts';

/** Requests below which an observed share says too little to be compared. */
export const enough = 200;

export interface SplitInput {
  readonly snapshot: MeshSnapshot;
  readonly at: EpochSeconds;
  /** Whether `at` follows the present, which it does by up to one refresh. */
  readonly live: boolean;
  readonly window: Seconds;
  readonly scrapeInterval: Seconds;
  /** Source-reported requests since the route of an edge's service changed; empty where none did, null if unknown. */
  readonly since: ReadonlyMap<EdgeId, number> | null;
  /** What is split: requests unless said otherwise; connections are by the rules of TLS and TCP. */
  readonly of?: 'requests' | 'connections';
}

type Edge = Pick<GraphEdge, 'id' | 'source' | 'target' | 'protocol' | 'service' | 'reports'>;
type Node = Pick<GraphNode, 'id' | 'kind' | 'cluster' | 'namespace' | 'name'>;

/** Declared weight beside observed share for every edge on a split route, by edge id. See `split` in the model. */
export function splitsOf(
  edges: readonly Edge[],
  nodes: ReadonlyMap<string, Node>,
  input: SplitInput,
): ReadonlyMap<EdgeId, Split> {
  const splits = new Map<EdgeId, Split>();
  const ours = edges.filter(
    (edge) => (edge.protocol === 'tcp') === ofConnections(input) && edge.service !== null,
  );
  for (const [id, sent] of Map.groupBy(ours, (edge) => edge.source)) {
    const node = nodes.get(id);
    const cluster = node === undefined ? undefined : input.snapshot.clusters.get(node.cluster);
    if (node?.kind !== 'workload' || cluster === undefined) continue;
    const workload = workloadAt(cluster, node.namespace ?? '', node.name);
    if (workload === null) continue;
    const caller = callerOf(cluster, workload);
    for (const edge of sent) {
      const split = splitOf(edge, { sent, nodes, input, cluster, caller });
      if (split !== null) splits.set(edge.id, split);
    }
  }
  return splits;
}

const ofConnections = ({ of = 'requests' }: SplitInput): boolean => of === 'connections';

interface FromCaller {
  readonly sent: readonly Edge[];
  readonly nodes: ReadonlyMap<string, Node>;
  readonly input: SplitInput;
  readonly cluster: ClusterSnapshot;
  readonly caller: RouteCaller;
}

function splitOf(edge: Edge, from: FromCaller): Split | null {
  const host = edge.service?.host ?? '';
  const reaching = taken(from, host).filter(
    ({ rule }) => (rule.protocol !== 'http' && rule.protocol !== 'grpc') === ofConnections(from.input),
  );
  const [first] = reaching;
  if (first === undefined || reaching.every(({ rule }) => rule.targets.length < 2)) return null;
  // What the route said at a past moment before its last change is not known.
  const { at, live } = from.input;
  if (!live && reaching.some(({ route }) => route.changedAt !== null && route.changedAt > at)) return null;
  if (reaching.length > 1 || !isAlone(first, from)) return mixture(edge, first, reaching, from);
  const groups = targetsOf(edge, first.rule.targets, from);
  if (groups.length > 1) return mixture(edge, first, reaching, from);
  // Requests that reached none of the destinations have no share of their own; they count in the others' total.
  const [target] = groups;
  return target === undefined ? null : compared(first, target, from);
}

/** The rules by which the caller's requests can really arrive at a host. */
const taken = ({ cluster, caller }: FromCaller, host: string): readonly ReachingRule[] =>
  rulesReaching(cluster, host, caller).filter(({ route, rule }) => !isNeverTaken(route, rule));

/** Whether no other rule reaches any destination of this one for the caller. */
const isAlone = ({ rule }: ReachingRule, from: FromCaller): boolean =>
  rule.targets.every((target) => taken(from, target.host).length <= 1);

/** The destinations of a rule that end at the edge's workload. */
function targetsOf(edge: Edge, targets: readonly RouteTarget[], from: FromCaller): readonly RouteTarget[] {
  const node = from.nodes.get(edge.target);
  return targets.filter(
    (target) => target.host === edge.service?.host && reaches(target, node, from.cluster, from.caller),
  );
}

function reaches(
  target: RouteTarget,
  node: Node | undefined,
  cluster: ClusterSnapshot,
  caller: RouteCaller,
): boolean {
  if (node?.kind !== 'workload') return false;
  return targetWorkloads(cluster, target, caller).some(
    (workload) => workload.namespace === node.namespace && workload.name === node.name,
  );
}

const changedWithin = (changedAt: EpochSeconds | null, { at, window }: SplitInput): boolean =>
  changedAt !== null && changedAt > at - window;

/** Source-reported requests of an edge since its route changed, or in the window. */
function countOf(edge: Edge, changed: boolean, { since }: SplitInput): number {
  return (changed ? since?.get(edge.id) : edge.reports.source?.count) ?? 0;
}

/**
 * `rate` and `increase` extrapolate to both ends of their range, by up to a scrape: what was really counted is at least
 * this much, and an interval must not be narrower than its count allows.
 */
function counted(extrapolated: number, span: Seconds, scrapeInterval: Seconds): number {
  return Math.floor(extrapolated * Math.max(0, 1 - scrapeInterval / span));
}

function compared({ route, rule }: ReachingRule, target: RouteTarget, from: FromCaller): Split {
  const { input, sent } = from;
  const changed = changedWithin(route.changedAt, input);
  const hosts = new Set(rule.targets.map(({ host }) => host));
  const all = sent.filter((other) => hosts.has(other.service?.host ?? ''));
  const same = all.filter((other) => targetsOf(other, [target], from).length > 0);
  const total = sum(all.map((other) => countOf(other, changed, input)));
  const hits = sum(same.map((other) => countOf(other, changed, input)));
  const start = epochSeconds.parse(changed ? (route.changedAt ?? 0) : input.at - input.window);
  const n = counted(total, (input.at - start) as Seconds, input.scrapeInterval);
  const tooYoung = changed && input.at - start < 2 * input.scrapeInterval;
  const base = {
    route: route.object,
    rule: rule.index,
    weight: target.weight,
    declared: target.declared === null ? null : share.parse(target.declared),
    n,
    since: start,
    rules: [rule.index],
  };
  const observed = total > 0 ? hits / total : null;
  if (observed === null || n < enough || tooYoung) {
    const shown = observed === null ? null : share.parse(observed);
    return {
      ...base,
      verdict: 'waiting' as const,
      observed: shown,
      low: null,
      high: null,
      deviates: false,
    };
  }
  const { low, high } = wilson99(observed * n, n);
  const deviates = target.declared !== null && (target.declared < low || target.declared > high);
  return { ...base, verdict: 'compared' as const, observed: share.parse(observed), low, high, deviates };
}

function mixture(
  edge: Edge,
  { route }: ReachingRule,
  reaching: readonly ReachingRule[],
  from: FromCaller,
): Split {
  const { input, sent } = from;
  const all = sent.filter((other) => other.service?.host === edge.service?.host);
  const total = sum(all.map((other) => countOf(other, false, input)));
  const n = counted(total, input.window, input.scrapeInterval);
  const own = reaching.filter((other) => other.route === route).map(({ rule }) => rule.index);
  return {
    route: route.object,
    rule: null,
    weight: null,
    declared: null,
    verdict: 'mixture',
    observed: total > 0 ? share.parse(countOf(edge, false, input) / total) : null,
    n,
    since: epochSeconds.parse(input.at - input.window),
    low: null,
    high: null,
    deviates: false,
    rules: [...new Set(own)],
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
