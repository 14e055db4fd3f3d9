import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import type { EdgeDiff } from './diff/edge-diff.ts';
import type { NodeDiff } from './diff/node-diff.ts';
import { concerns } from './diff/rank.ts';
import type { GraphDiff, Ranked } from './diff.ts';
import {
  type GraphEdge,
  type GraphNode,
  graphEdge,
  graphNode,
  healthStatus,
  protocol,
  reporter,
  type TrafficGraph,
} from './model.ts';

/** A number at two moments and what the difference is worth, see `diff/delta.ts`. */
const deltaShape = z.object({
  before: z.number().nullable(),
  after: z.number().nullable(),
  absolute: z.number().nullable(),
  relative: z.number().nullable(),
  verdict: z.enum(['real', 'small', 'noise', 'unknown']),
});

/** An end of a change, as far as it takes to name it. */
const named = graphNode.pick({
  id: true,
  kind: true,
  namespace: true,
  name: true,
  app: true,
  version: true,
});

const common = {
  mark: z.enum(['new', 'lost', 'changed']),
  concern: z.enum(concerns),
  /** Requests per second: of a node, those that came in. */
  rate: deltaShape,
  health: z.object({ before: healthStatus, after: healthStatus }).nullable(),
};

/** An element that is not the same at two moments. */
export const graphChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('edge'),
    id: edgeId,
    ...common,
    source: named,
    target: named,
    service: z.string().nullable(),
    protocol,
    /** Whose numbers are compared; null where none reported at both moments. */
    reporter: reporter.nullable(),
    /** Failed requests of all, 0 to 1. */
    errorShare: deltaShape,
    /** Mean response time in milliseconds. */
    latency: deltaShape,
    /** TCP bytes per second, both ways. */
    bytes: deltaShape,
  }),
  z.object({ kind: z.literal('node'), id: nodeId, ...common, node: named }),
]);
export type GraphChange = z.infer<typeof graphChange>;
type ChangedEdge = Extract<GraphChange, { kind: 'edge' }>;

/** Elements that one of two graphs has and the other lacks, whole: for drawing them where they are not. */
export const onlyThen = z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) });

const nameOf = ({ id, kind, namespace, name, app, version }: GraphNode): ChangedEdge['source'] => ({
  id,
  kind,
  namespace,
  name,
  app,
  version,
});

/** The changes of a diff in its order, each with the names of its ends. What matters most comes first. */
export function changesOf(diff: GraphDiff): GraphChange[] {
  const nodes = new Map(diff.merged.nodes.map((node) => [node.id, node]));
  return diff.ranked.flatMap((ranked): GraphChange[] => {
    const { mark } = ranked.diff;
    if (mark === 'same') return [];
    const head = { mark, concern: ranked.concern, health: ranked.diff.health };
    return ranked.kind === 'node' ? nodeChange(ranked, head) : edgeChange(ranked, head, nodes);
  });
}

type Tally = Record<GraphChange['mark'] | 'same', number>;

/** How many edges and nodes are among the changes, by their marks; the rest is the same. */
export function countsOf(
  { nodes, edges }: GraphDiff,
  changes: readonly GraphChange[],
): { readonly nodes: Tally; readonly edges: Tally } {
  const tally = (kind: GraphChange['kind'], all: number): Tally => {
    const counts: Tally = { new: 0, lost: 0, changed: 0, same: all };
    for (const change of changes) {
      if (change.kind !== kind) continue;
      counts[change.mark] += 1;
      counts.same -= 1;
    }
    return counts;
  };
  return { nodes: tally('node', nodes.size), edges: tally('edge', edges.size) };
}

type Head = Pick<GraphChange, 'mark' | 'concern' | 'health'>;
type OfKind<K extends Ranked['kind']> = Extract<Ranked, { kind: K }>;

function nodeChange({ id, diff }: OfKind<'node'>, head: Head): GraphChange[] {
  const node = diff.after ?? diff.before;
  const rate = diff.inRate.before === null && diff.inRate.after === null ? diff.outRate : diff.inRate;
  return node === null ? [] : [{ kind: 'node', id, ...head, rate, node: nameOf(node) }];
}

function edgeChange(
  { id, diff }: OfKind<'edge'>,
  head: Head,
  nodes: ReadonlyMap<string, GraphNode>,
): GraphChange[] {
  const edge = diff.after ?? diff.before;
  const [source, target] = [nodes.get(edge?.source ?? ''), nodes.get(edge?.target ?? '')];
  if (edge === null || source === undefined || target === undefined) return [];
  const { reporter: told, rate, errorShare, latency, bytes } = diff;
  const numbers = { rate, errorShare, latency, bytes };
  const ends = { source: nameOf(source), target: nameOf(target) };
  const of = { service: edge.service?.name ?? null, protocol: edge.protocol, reporter: told };
  return [{ kind: 'edge', id, ...head, ...ends, ...of, ...numbers }];
}

const absent = <E extends GraphNode | GraphEdge>(diffs: Iterable<NodeDiff | EdgeDiff>, of: readonly E[]) => {
  const gone = new Set<string>();
  for (const { before, after } of diffs) {
    if (before === null && after !== null) gone.add(after.id);
    if (after === null && before !== null) gone.add(before.id);
  }
  return of.filter(({ id }) => gone.has(id));
};

/** What `graph`, one of the two that were compared, has and the other lacks. */
export const onlyIn = (diff: GraphDiff, graph: TrafficGraph): z.infer<typeof onlyThen> => ({
  nodes: absent(diff.nodes.values(), graph.nodes),
  edges: absent(diff.edges.values(), graph.edges),
});
