import type { EdgeId } from '#lib/core/ids.ts';
import { type PerSecond, perSecond } from '#lib/core/units.ts';
import type { GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { hostsOfSteps } from './hosts-of-steps.ts';
import type { PlanInput } from './plan-input.ts';
import { afterForCaller, type FromCaller } from './predict-caller.ts';
import { edgesFrom, edgesTo, isMoved, keyOf, type Moved } from './predict-edges.ts';
import { keysBefore } from './rules-in-force.ts';

/** Requests per second as they are and as they would be; null where that cannot be told. */
export interface Predicted {
  readonly what: string;
  readonly edge: EdgeId | null;
  readonly now: PerSecond | null;
  readonly after: PerSecond | null;
}

const mostEdges = 100;

/**
 * Requests per second that each version would get, on each edge to it and each edge from it on: the declared shares of what its
 * callers send now, split among ready pods. Edges from a version follow its rate. What stays as it is is left out; nothing is
 * predicted of TCP, nor of who goes by no route that the plan changes. `after` is null where rules are mixed in a way that the
 * traffic does not tell.
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
  const callers = [...Map.groupBy(sent, ({ source }) => source).values()].flatMap((edges) => {
    const from = afterForCaller(input, hosts, old, edges, nodes);
    return from === null ? [] : [{ edges, from }];
  });
  const moved = new Map<string, Moved>();
  for (const { from } of callers) add(moved, from);
  const versions = [...moved].filter(([, change]) => isMoved(change));
  const along = [
    ...callers.flatMap(({ edges, from }) => edgesTo(edges, from, nodes)),
    ...edgesFrom(traffic, nodes, moved),
  ];
  return [
    ...versions.map(([key, { now, after }]) => predicted(nameAt(traffic, key), null, now, after)),
    ...along
      .sort((a, b) => Math.abs((b.after ?? 0) - b.now) - Math.abs((a.after ?? 0) - a.now))
      .slice(0, mostEdges)
      .map(({ edge, now, after }) =>
        predicted(
          `${nameOf(nodes.get(edge.source))} → ${nameOf(nodes.get(edge.target))}`,
          edge.id,
          now,
          after,
        ),
      ),
  ];
}

function add(moved: Map<string, Moved>, { now, after }: FromCaller): void {
  for (const key of new Set([...now.keys(), ...(after?.keys() ?? [])])) {
    const sum = moved.get(key) ?? { now: 0, after: 0 };
    sum.now += now.get(key) ?? 0;
    sum.after = sum.after === null || after === null ? null : sum.after + (after.get(key) ?? 0);
    moved.set(key, sum);
  }
}

const predicted = (what: string, edge: EdgeId | null, now: number, after: number | null): Predicted => ({
  what,
  edge,
  now: perSecond.parse(now),
  after: after === null ? null : perSecond.parse(after),
});

/** As people call it: application and version. */
function nameOf(node: GraphNode | undefined): string {
  if (node === undefined || node.kind === 'inaccessible') return 'what you may not see';
  return node.app !== null && node.version !== null ? `${node.app} ${node.version}` : node.name;
}

function nameAt({ nodes }: TrafficGraph, key: string): string {
  const node = nodes.find((one) => one.kind === 'workload' && keyOf(one) === key);
  return node === undefined ? key.slice(key.indexOf('/') + 1) : nameOf(node);
}
