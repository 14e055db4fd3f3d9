import type { EdgeId } from '#lib/core/ids.ts';
import { type PerSecond, perSecond } from '#lib/core/units.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { workloadKey } from '#lib/mesh/workloads.ts';
import { hostsOfSteps } from './hosts-of-steps.ts';
import type { PlanInput } from './plan-input.ts';
import { afterForCaller, type FromCaller } from './predict-caller.ts';
import { edgeRate } from './rates.ts';
import { keysBefore } from './rules-in-force.ts';

/** Requests per second as they are and as they would be; null where that cannot be told. */
export interface Predicted {
  readonly what: string;
  readonly edge: EdgeId | null;
  readonly now: PerSecond | null;
  readonly after: PerSecond | null;
}

/** What a version gets from those whose requests the plan moves. */
interface Moved {
  now: number;
  after: number | null;
}

const mostEdges = 100;

/**
 * Requests per second that each version would get, and each edge from it on: the declared shares of what its callers send now,
 * split among ready pods. Edges from a version follow its rate. What stays as it is is left out; nothing is predicted of TCP, nor of who goes by no route that
 * the plan changes. `after` is null where rules are mixed in a way that the traffic does not tell.
 */
export function predict(input: PlanInput): readonly Predicted[] {
  const { traffic } = input;
  if (traffic === null) return [];
  const hosts = hostsOfSteps(input);
  const sent = traffic.edges.filter(
    ({ protocol, service }) => protocol !== 'tcp' && service !== null && hosts.has(service.host),
  );
  const nodes = new Map(traffic.nodes.map((node) => [node.id, node]));
  const old = keysBefore(input.steps);
  const moved = new Map<string, Moved>();
  for (const edges of Map.groupBy(sent, ({ source }) => source).values()) {
    const from = afterForCaller(input, hosts, old, edges, nodes);
    if (from !== null) add(moved, from);
  }
  const versions = [...moved].filter(([, change]) => isMoved(change));
  return [
    ...versions.map(([key, { now, after }]) => predicted(nameAt(traffic, key), null, now, after)),
    ...downstream(traffic, nodes, moved),
  ];
}

/** Sums of shares miss what they add up to by a hair. */
const isMoved = ({ now, after }: Moved): boolean =>
  after === null || Math.abs(after - now) > 1e-6 * Math.max(now, after);

function add(moved: Map<string, Moved>, { now, after }: FromCaller): void {
  for (const key of new Set([...now.keys(), ...(after?.keys() ?? [])])) {
    const sum = moved.get(key) ?? { now: 0, after: 0 };
    sum.now += now.get(key) ?? 0;
    sum.after = sum.after === null || after === null ? null : sum.after + (after.get(key) ?? 0);
    moved.set(key, sum);
  }
}

/** The edges from each version whose rate changes, the most changed first. */
function downstream(
  { edges }: TrafficGraph,
  nodes: ReadonlyMap<string, GraphNode>,
  moved: ReadonlyMap<string, Moved>,
): readonly Predicted[] {
  const incoming = Map.groupBy(edges, ({ target }) => target);
  const found = edges.flatMap((edge): Predicted[] => {
    const node = nodes.get(edge.source);
    const change = node === undefined ? undefined : moved.get(keyOf(node));
    const now = edge.protocol === 'tcp' ? null : edgeRate(edge);
    if (node === undefined || change === undefined || now === null || !isMoved(change)) return [];
    const all = sum((incoming.get(node.id) ?? []).map((into: GraphEdge) => edgeRate(into) ?? 0));
    if (all <= 0) return [];
    const factor = change.after === null ? null : Math.max(0, all - change.now + change.after) / all;
    const what = `${nameOf(node)} → ${nameOf(nodes.get(edge.target))}`;
    return [predicted(what, edge.id, now, factor === null ? null : now * factor)];
  });
  const change = ({ now, after }: Predicted) => Math.abs((after ?? 0) - (now ?? 0));
  return found.sort((a, b) => change(b) - change(a)).slice(0, mostEdges);
}

const predicted = (what: string, edge: EdgeId | null, now: number, after: number | null): Predicted => ({
  what,
  edge,
  now: perSecond.parse(now),
  after: after === null ? null : perSecond.parse(after),
});

const keyOf = ({ namespace, name }: GraphNode): string => workloadKey(namespace ?? '', name);

/** As people call it: application and version. */
function nameOf(node: GraphNode | undefined): string {
  if (node === undefined) return 'a place that is not drawn';
  return node.app !== null && node.version !== null ? `${node.app} ${node.version}` : node.name;
}

function nameAt({ nodes }: TrafficGraph, key: string): string {
  const node = nodes.find((one) => one.kind === 'workload' && keyOf(one) === key);
  return node === undefined ? key.slice(key.indexOf('/') + 1) : nameOf(node);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
