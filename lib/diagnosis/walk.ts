import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { diagnose } from './diagnose.ts';
import type { CauseFound, Diagnosis } from './diagnosis.ts';
import { errorsGot } from './fails-behind.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';

/** Edges that fail for one reason, and who is hurt by it. */
export interface Problem {
  /** Two problems share it exactly when they have the same cause in the same place. */
  readonly key: string;
  /** The diagnosis of the edge with the most errors: that of the others has the same cause. */
  readonly diagnosis: Diagnosis;
  readonly cause: CauseFound | null;
  /** Where it originates, the worst first. */
  readonly edges: readonly EdgeId[];
  /** Edges that fail because of it, further up. */
  readonly affected: readonly EdgeId[];
  /** Nodes that send over any of them: the blast radius. */
  readonly callers: readonly NodeId[];
  /** Errors per second where it originates, and as those furthest up get them. */
  readonly rate: number;
  readonly reaches: number;
}

export interface WalkInput {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  /** What was asked about single edges; the others are judged by the graph alone. */
  readonly telemetryOf?: (edge: GraphEdge) => Telemetry | undefined;
}

const failing = new Set(['failing', 'degraded']);

interface Ends {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
}

/** All that fails on a graph, grouped by what it comes from, the most errors first. */
export function walk({ graph, snapshot, telemetryOf }: WalkInput): readonly Problem[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const red = graph.edges.flatMap((edge): Ends[] => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    const bad = failing.has(edge.health.status) || (edge.health.belowFloor && (edge.health.failed ?? 0) > 0);
    return bad && source !== undefined && target !== undefined ? [{ edge, source, target }] : [];
  });
  const diagnosed = red.flatMap((ends) => {
    const telemetry = telemetryOf?.(ends.edge) ?? noTelemetry;
    const [diagnosis] = diagnose({ ...ends, graph, snapshot, telemetry });
    return diagnosis === undefined ? [] : [{ ...ends, diagnosis }];
  });
  const passedOn = diagnosed.filter(isPassedOn);
  const origins = Map.groupBy(
    diagnosed.filter((each) => !isPassedOn(each)),
    ({ diagnosis, target }) => keyOf(diagnosis, target),
  );
  const upstream = passedOn.map(({ edge }) => edge);
  return [...origins]
    .map(([key, group]) => problemOf(key, group, upstream))
    .sort((a, b) => b.reaches - a.reaches || b.rate - a.rate || (a.key < b.key ? -1 : 1));
}

type Diagnosed = Ends & { readonly diagnosis: Diagnosis };

/** Whether what an edge shows comes from further down. */
const isPassedOn = ({ diagnosis }: Diagnosed): boolean =>
  diagnosis.told && diagnosis.causes[0]?.code === 'fails-further-down';

/** The place of the cause; without one the callee, for what fails in one place fails for one reason, as far as anybody knows. */
function keyOf({ causes, told }: Diagnosis, target: GraphNode): string {
  const [first] = causes;
  if (first === undefined || !told) return `cannot-tell ${target.id}`;
  const place =
    first.culprit === null ? target.id : `${objectKey(first.culprit.object)} ${first.culprit.path}`;
  return `${first.code} ${place}`;
}

function problemOf(key: string, group: readonly Diagnosed[], passedOn: readonly GraphEdge[]): Problem {
  const byErrors = group.toSorted(
    (a, b) => errorsGot(b.edge) - errorsGot(a.edge) || (a.edge.id < b.edge.id ? -1 : 1),
  );
  const [worst] = byErrors;
  if (worst === undefined) throw new Error('a group of a grouping has a member');
  const own = byErrors.map(({ edge }) => edge);
  const affected = above(own, passedOn);
  const all = [...own, ...affected];
  const sources = new Set(all.map(({ source }) => source));
  // Those furthest up are called by none of the others.
  const targets = new Set(all.map(({ target }) => target));
  const outermost = all.filter(({ source }) => !targets.has(source));
  return {
    key,
    diagnosis: worst.diagnosis,
    cause: worst.diagnosis.told ? (worst.diagnosis.causes[0] ?? null) : null,
    edges: own.map(({ id }) => id),
    affected: affected.map(({ id }) => id),
    callers: [...sources].sort(),
    rate: errorsPerSecond(own),
    reaches: errorsPerSecond(outermost.length === 0 ? own : outermost),
  };
}

const errorsPerSecond = (edges: readonly GraphEdge[]): number =>
  edges.reduce((sum, { reports, shown }) => sum + (reports[shown]?.errorRate ?? 0), 0);

/** The edges that pass on what some edges fail with, as far up as they go. */
function above(origins: readonly GraphEdge[], passedOn: readonly GraphEdge[]): readonly GraphEdge[] {
  const byTarget = Map.groupBy(passedOn, ({ target }) => target);
  const found = new Set<GraphEdge>();
  const queue = origins.map(({ source }) => source);
  const seen = new Set<NodeId>();
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const edge of byTarget.get(node) ?? []) {
      found.add(edge);
      queue.push(edge.source);
    }
  }
  return [...found];
}
