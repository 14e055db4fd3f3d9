import { perSecond } from '#lib/core/units.ts';
import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { nodeHealth } from '../decorate/health.ts';
import { marksOf } from '../decorate/node-marks.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '../model.ts';
import { buildView, type View } from './build-view.ts';
import { describeViewNode } from './describe-view-node.ts';
import { type DrawnEnd, drawEdge } from './draw-edge.ts';
import type { FlowSample } from './flow.ts';
import { flowsOfSamples } from './flows-of-samples.ts';
import type { ViewOptions } from './options.ts';
import { type ViewFindings, viewFindings } from './view-findings.ts';
import { requestsOn, type ToldEdge, tellEdges } from './view-numbers.ts';
import { viewSplits } from './view-splits.ts';
import { sumsOfView } from './view-sums.ts';
import { type ViewTolerances, viewTolerances } from './view-tolerances.ts';

export interface DrawInput {
  readonly options: ViewOptions;
  /** The graph of the mesh at the same moment: what it knows of nodes beside their traffic stays. */
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  /** The rows that it was made of. */
  readonly samples: readonly TrafficSample[];
  /** Rows of the queries that this view takes beside them, see `furtherNeeds`. */
  readonly flows: readonly FlowSample[];
  readonly toleranceRules?: readonly ToleranceRule[];
}

export interface DrawnView {
  readonly view: View;
  readonly graph: TrafficGraph;
}

/**
 * A view as a graph that is drawn like the one of the mesh, of the same rows. Which nodes and edges there are the view says, of
 * each traffic by one report; on them stand the numbers of every reporter, and whose numbers are shown and judged is chosen as
 * on the graph of the mesh: an edge that is there and here has one health.
 */
export function drawView(input: DrawInput): DrawnView {
  const { options, graph, snapshot, samples } = input;
  const { window } = graph;
  const flows = [...flowsOfSamples(samples, window), ...input.flows];
  const view = buildView({ samples: flows, snapshot, window, options });
  const told = tellEdges(view, sumsOfView({ ...input, view }), graph);
  const tolerances = viewTolerances(snapshot, input.toleranceRules);
  const findings = viewFindings(graph, snapshot);
  const known = new Map<string, GraphNode>(graph.nodes.map((node) => [node.id, node]));
  const ends = new Map(
    view.nodes.map((node) => [
      node.id,
      { node, described: known.get(node.id) ?? describeViewNode(node, snapshot) },
    ]),
  );
  const splits = viewSplits(graph);
  const edges = told.map((one) => drawEdge(one, { ends, tolerances, findings, splits }));
  const nodes = drawNodes(ends.values(), {
    told,
    edges,
    known,
    tolerances,
    findings,
    between: options.graphType !== 'service',
  });
  return { view, graph: { ...graph, nodes: nodes.sort(byId), edges: edges.sort(byId) } };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

interface Drawn {
  readonly told: readonly ToldEdge[];
  readonly edges: readonly GraphEdge[];
  readonly known: ReadonlyMap<string, GraphNode>;
  readonly tolerances: ViewTolerances;
  readonly findings: ViewFindings;
  /** Whether services stand between callers and workloads, and not for them. */
  readonly between: boolean;
}

/** Below this share of what arrived, what did not go on is the error of its sums. */
const nothing = 1e-6;

/** Of a service between its callers and its workloads only what ended there is its own: what went on is the workloads'. */
function ratesOf(
  isBetween: boolean,
  inRate: GraphNode['inRate'],
  outRate: GraphNode['outRate'],
): Pick<GraphNode, 'inRate' | 'outRate'> {
  if (!isBetween || inRate === null || outRate === null) return { inRate, outRate };
  const ended = inRate - outRate;
  return { inRate: ended > inRate * nothing ? perSecond.parse(ended) : null, outRate: null };
}

const isIdle = (...sides: readonly (readonly GraphEdge[] | undefined)[]): boolean =>
  sides.every((edges) => edges === undefined || edges.every(({ health: { status } }) => status === 'idle'));

/** A node that the graph of the mesh has too is judged there, by all its traffic: a view may show a part of it. */
function drawNodes(
  ends: Iterable<DrawnEnd>,
  { told, edges, known, tolerances, findings, between }: Drawn,
): GraphNode[] {
  const into = Map.groupBy<string, GraphEdge>(edges, ({ target }) => target);
  const from = Map.groupBy<string, GraphEdge>(edges, ({ source }) => source);
  const toldInto = Map.groupBy(told, ({ edge }) => edge.target);
  const toldFrom = Map.groupBy(told, ({ edge }) => edge.source);
  return [...ends].map(({ node, described }) => {
    const { id, pods } = described;
    const judged = () =>
      nodeHealth(into.get(id) ?? [], from.get(id) ?? [], pods, tolerances.ofNode(node, described));
    return {
      ...described,
      workloadEntries: [...node.workloadEntries],
      marks: marksOf({
        ...node,
        pods,
        idle: isIdle(into.get(id), from.get(id)),
        source: node.root && node.kind !== 'unknown',
      }),
      health: known.get(id)?.health ?? judged(),
      findings: findings.ofNode(node, known.get(id)),
      ...ratesOf(
        node.injected && between,
        requestsOn(toldInto.get(id) ?? []),
        requestsOn(toldFrom.get(id) ?? []),
      ),
    };
  });
}
