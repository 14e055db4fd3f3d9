import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { callerOf } from '#lib/mesh/effective-routes.ts';
import type { RouteCaller } from '#lib/mesh/route.ts';
import { workloadAt, workloadKey } from '#lib/mesh/workloads.ts';
import type { PlanInput } from './plan-input.ts';
import { edgeRate } from './rates.ts';
import { rulePortions, type Shares } from './rule-portions.ts';
import { type RuleInForce, rulesInForce, sharesWithoutRoute } from './rules-in-force.ts';

/** Requests per second that one caller sends to each workload, by `workloadKey`. */
export interface FromCaller {
  readonly now: Shares;
  /** Null where it cannot be told. */
  readonly after: Shares | null;
}

/**
 * What a caller would send where, once the plan is applied: `edges` are all that it sends to `hosts`. Null for who is no
 * workload of the cluster, and so takes no route that is known; nothing can be told of a caller that the viewer may not see.
 */
export function afterForCaller(
  { before, after }: PlanInput,
  hosts: ReadonlySet<string>,
  old: ReadonlyMap<string, string>,
  edges: readonly GraphEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
): FromCaller | null {
  const node = nodes.get(edges[0]?.source ?? '');
  // Which rules it takes is not for this viewer to know; what it sends is part of what arrives.
  if (node?.kind === 'inaccessible') return { now: arrived(edges, nodes), after: null };
  const workload =
    node?.kind === 'workload' && node.cluster === before.id
      ? workloadAt(before, node.namespace ?? '', node.name)
      : null;
  if (workload === null) return null;
  const caller = callerOf(before, workload);
  const was = rulesInForce(before, hosts, caller);
  const then = rulesInForce(after, hosts, caller);
  const governed = was.length > 0 ? new Set(was.flatMap((rule) => rule.hosts)) : hosts;
  const own = edges.filter(({ service }) => service !== null && governed.has(service.host));
  const now = arrived(own, nodes);
  const total = sum(own.map((edge) => edgeRate(edge) ?? 0));
  if (sharesOutAlike(was, then, old)) return { now, after: now };
  const portions = portionsAfter(was, then, old, now);
  if (then.length === 0) return { now, after: withoutRoutes(after, own, caller) };
  if (portions === null) return { now, after: null };
  const scaled = then.map(({ shares }, i) => ({ shares, rate: total * (portions[i] ?? 0) }));
  return { now, after: summed(scaled) };
}

/** Whether the same rules share requests out as before: then what is seen stays, also where chance makes it another share. */
const sharesOutAlike = (
  was: readonly RuleInForce[],
  then: readonly RuleInForce[],
  old: ReadonlyMap<string, string>,
): boolean =>
  was.length === then.length &&
  then.every(({ key, shares }, i) => {
    const before = was[i];
    return before !== undefined && before.key === (old.get(key) ?? key) && sameShares(before.shares, shares);
  });

const sameShares = (a: Shares, b: Shares): boolean =>
  a.size === b.size && [...a].every(([key, share]) => b.get(key) === share);

/** How much each rule takes after the plan: a rule takes what it took before it. */
function portionsAfter(
  was: readonly RuleInForce[],
  then: readonly RuleInForce[],
  old: ReadonlyMap<string, string>,
  now: Shares,
): readonly number[] | null {
  if (then.length === 1) return [1];
  const arrived = sum([...now.values()]);
  const observed = new Map([...now].map(([key, rate]) => [key, arrived > 0 ? rate / arrived : 0]));
  const portions = rulePortions(
    was.map(({ shares }) => shares),
    observed,
  );
  if (portions === null || was.length !== then.length) return null;
  const places = then.map(({ key }) => was.findIndex((rule) => rule.key === (old.get(key) ?? key)));
  return places.every((place) => place >= 0) ? places.map((place) => portions[place] ?? 0) : null;
}

function arrived(edges: readonly GraphEdge[], nodes: ReadonlyMap<string, GraphNode>): Shares {
  const rates = new Map<string, number>();
  for (const edge of edges) {
    const target = nodes.get(edge.target);
    if (target?.kind !== 'workload') continue;
    const key = workloadKey(target.namespace ?? '', target.name);
    rates.set(key, (rates.get(key) ?? 0) + (edgeRate(edge) ?? 0));
  }
  return rates;
}

function withoutRoutes(after: PlanInput['after'], edges: readonly GraphEdge[], caller: RouteCaller): Shares {
  const byHost = Map.groupBy(edges, ({ service }) => service?.host ?? '');
  return summed(
    [...byHost].map(([host, own]) => ({
      shares: sharesWithoutRoute(after, host, caller),
      rate: sum(own.map((edge) => edgeRate(edge) ?? 0)),
    })),
  );
}

function summed(parts: readonly { readonly shares: Shares; readonly rate: number }[]): Shares {
  const rates = new Map<string, number>();
  for (const { shares, rate } of parts)
    for (const [key, share] of shares) rates.set(key, (rates.get(key) ?? 0) + share * rate);
  return rates;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
