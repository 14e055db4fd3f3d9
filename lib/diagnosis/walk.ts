import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import { changedSince } from './changed-since.ts';
import { diagnose, diagnoseSymptom } from './diagnose.ts';
import type { CauseFound, Diagnosis } from './diagnosis.ts';
import { errorsGot } from './fails-behind.ts';
import { isBad } from './is-bad.ts';
import type { Lately } from './lately.ts';
import type { Symptom } from './symptom.ts';
import { errorRateOf } from './symptoms.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';

/** Edges that fail for one reason, and who is hurt by it. */
export interface Problem {
  /** Two problems share it exactly when they have the same cause in the same place. */
  readonly key: string;
  /** The diagnosis of the edge with the most errors, or with the most requests where none fail: that of the others has the same cause. */
  readonly diagnosis: Diagnosis;
  readonly cause: CauseFound | null;
  /** Where it originates, the worst first. */
  readonly edges: readonly EdgeId[];
  /** Edges that fail because of it, further up. */
  readonly affected: readonly EdgeId[];
  /** Nodes that send over any of them: the blast radius. */
  readonly callers: readonly NodeId[];
  /** Errors per second where it originates, and as those furthest up get them; requests where none fail, those missing where they stopped. */
  readonly rate: number;
  readonly reaches: number;
}

export interface WalkInput {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  /** Graphs of equally long windows at times to compare with: what became slow or fell silent since is looked for too. */
  readonly past?: readonly TrafficGraph[];
  /** Requests of the last moments: what stopped within the window is told where there is a reason for it. */
  readonly lately?: Lately | null;
  /** Edges whose errors are told already: nothing is said of them here. */
  readonly settled?: ReadonlySet<EdgeId>;
  /** What was asked about single edges; the others are judged by the graph alone. */
  readonly telemetryOf?: (edge: GraphEdge) => Telemetry | undefined;
}

interface Ends {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
}

/** All that fails on a graph, grouped by what it comes from, what harms most first; then what became slow, and what fell silent. */
export function walk(input: WalkInput): readonly Problem[] {
  const nodes = new Map(
    [...(input.past ?? []).flatMap((graph) => graph.nodes), ...input.graph.nodes].map((node) => [
      node.id,
      node,
    ]),
  );
  const endsOf = (edge: GraphEdge): readonly Ends[] => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    return source === undefined || target === undefined ? [] : [{ edge, source, target }];
  };
  const changed = changedSince(input.graph, input.past ?? [], input.lately);
  const ofKind = (kind: Symptom['kind']) =>
    changed.flatMap(({ edge, symptom, fresh }) =>
      symptom.kind === kind
        ? endsOf(edge)
            .map((ends) => ({ ...ends, diagnosis: known(input, ends, symptom) }))
            .filter(({ diagnosis }) => diagnosis.told || !fresh)
        : [],
    );
  const failed = failing(input, endsOf);
  const stopped = unexplained(ofKind('stopped'), failed, input.snapshot);
  const lately = input.lately ?? null;
  const { problems, left } = waitingFor(problemsOf(failed, lately), failed, ofKind('slow'));
  return [...problems, ...problemsOf(left, lately), ...problemsOf(stopped, lately)];
}

/** What is slow for the same reason as what fails, or because it waits for it, is hurt by that, and no problem of its own. */
function waitingFor(
  problems: readonly Problem[],
  failed: readonly Diagnosed[],
  slow: readonly Diagnosed[],
): { readonly problems: readonly Problem[]; readonly left: readonly Diagnosed[] } {
  const ends = new Map([...slow, ...failed].map((each) => [each.edge.id, each]));
  const waiting = slow.filter(isPassedOn);
  const told = new Set<EdgeId>();
  const joined = problems.map((problem) => {
    const hurt = new Set([...problem.edges, ...problem.affected]);
    for (const { edge, target, diagnosis } of slow) {
      if (!diagnosis.told || keyOf(diagnosis, target) !== problem.key) continue;
      hurt.add(edge.id);
      told.add(edge.id);
    }
    for (const id of hurt) {
      const behind = ends.get(id);
      for (const each of waiting) {
        if (behind === undefined || each.target.id !== behind.source.id) continue;
        if (each.diagnosis.causes[0]?.args.behind !== behind.target.name) continue;
        hurt.add(each.edge.id);
        told.add(each.edge.id);
      }
    }
    const sources = [...hurt].flatMap((id) => ends.get(id)?.source.id ?? []);
    return {
      ...problem,
      affected: [...hurt].slice(problem.edges.length),
      callers: [...new Set([...problem.callers, ...sources])].sort(),
    };
  });
  return { problems: joined, left: slow.filter(({ edge }) => !told.has(edge.id)) };
}

function failing(
  { graph, snapshot, telemetryOf, lately, settled }: WalkInput,
  endsOf: (edge: GraphEdge) => readonly Ends[],
) {
  const open = graph.edges.filter(({ id }) => settled?.has(id) !== true);
  const bySource = Map.groupBy(open, ({ source }) => source);
  const queue = open.filter(isBad);
  const seen = new Set(queue);
  const found: Diagnosed[] = [];
  for (let edge = queue.shift(); edge !== undefined; edge = queue.shift()) {
    for (const ends of endsOf(edge)) {
      const telemetry = telemetryOf?.(edge) ?? noTelemetry;
      const diagnosis = diagnose({ ...ends, graph, snapshot, telemetry, lately }).find(
        ({ symptom }) => symptom.kind === 'errors',
      );
      if (diagnosis === undefined) continue;
      const each = { ...ends, diagnosis };
      found.push(each);
      // What it comes from may be within the tolerance of its own edge: it is looked at as well.
      const next = isPassedOn(each) ? worstOf(bySource.get(edge.target) ?? []) : undefined;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return found;
}

function worstOf(edges: readonly GraphEdge[]): GraphEdge | undefined {
  const [worst] = edges.toSorted((a, b) => errorsGot(b) - errorsGot(a));
  return worst !== undefined && errorsGot(worst) > 0 ? worst : undefined;
}

/**
 * What stopped without a reason on the graph: not what a node does not send any more that gets nothing but errors, or nothing, itself;
 * nor what a workload sent that is not there any more, nor what now goes to no host that its proxy knows.
 */
function unexplained(
  stopped: readonly Diagnosed[],
  failed: readonly Diagnosed[],
  snapshot: MeshSnapshot,
): readonly Diagnosed[] {
  const starved = new Set(
    failed.flatMap(({ edge, target }) => [target.id, ...workloadsOf(edge, target, snapshot)]),
  );
  const astray = new Set(
    failed.filter(({ target }) => nowhere.has(target.kind)).map(({ source }) => source.id),
  );
  return stopped.filter(({ source }) => {
    if (starved.has(source.id) || starved.has(workloadName(source)) || astray.has(source.id)) return false;
    const cluster = snapshot.clusters.get(source.cluster);
    const there =
      source.kind !== 'workload' ||
      cluster === undefined ||
      workloadAt(cluster, source.namespace ?? '', source.name) !== null;
    return there;
  });
}

/** Where requests end that no host was found for. */
const nowhere: ReadonlySet<GraphNode['kind']> = new Set(['unknown', 'blackhole']);

/** Those behind the service that an edge ends at: what no host was chosen for reaches none of them. */
function workloadsOf({ service }: GraphEdge, target: GraphNode, snapshot: MeshSnapshot): readonly string[] {
  const cluster = snapshot.clusters.get(target.cluster);
  if (service === null || cluster === undefined) return [];
  const behind = workloadsOfServices(cluster).get(`${service.namespace}/${service.name}`) ?? [];
  return behind.map(({ namespace, name }) => workloadName({ cluster: target.cluster, namespace, name }));
}

const workloadName = ({
  cluster,
  namespace,
  name,
}: Pick<GraphNode, 'cluster' | 'namespace' | 'name'>): string => `${cluster} ${namespace}/${name}`;

const known = ({ graph, snapshot, telemetryOf }: WalkInput, ends: Ends, symptom: Symptom): Diagnosis =>
  diagnoseSymptom({ ...ends, graph, snapshot, telemetry: telemetryOf?.(ends.edge) ?? noTelemetry }, symptom);

/** Grouped by where they originate. What is passed on by edges whose origin does not show is told of itself. */
function problemsOf(diagnosed: readonly Diagnosed[], lately: Lately | null): readonly Problem[] {
  const silenced = new Set(
    diagnosed.filter(({ diagnosis }) => diagnosis.symptom.kind === 'stopped').map(({ target }) => target.id),
  );
  const passesOn = (each: Diagnosed) => isPassedOn(each) || silenced.has(each.source.id);
  const upstream = diagnosed.filter(passesOn).map(({ edge }) => edge);
  const grouped = (list: readonly Diagnosed[]) =>
    [...Map.groupBy(list, ({ diagnosis, target }) => keyOf(diagnosis, target))].map(([key, group]) =>
      problemOf(key, group, upstream, lately),
    );
  const found = grouped(diagnosed.filter((each) => !passesOn(each)));
  const told = new Set(found.flatMap(({ affected }) => affected));
  const left = diagnosed.filter(
    (each) => passesOn(each) && !silenced.has(each.source.id) && !told.has(each.edge.id),
  );
  // The furthest down stands for those that wait for it.
  const ways = new Set(left.map(({ source }) => source.id));
  const last = grouped(left.filter(({ target }) => !ways.has(target.id)));
  const above = new Set(last.flatMap(({ edges, affected }) => [...edges, ...affected]));
  const round = grouped(left.filter(({ edge }) => !above.has(edge.id)));
  return [...found, ...last, ...round].sort(
    (a, b) => b.reaches - a.reaches || b.rate - a.rate || (a.key < b.key ? -1 : 1),
  );
}

type Diagnosed = Ends & { readonly diagnosis: Diagnosis };

const passedOn: ReadonlySet<string> = new Set(['fails-further-down', 'slow-further-down']);

/** Whether what an edge shows comes from further down. */
const isPassedOn = ({ diagnosis }: Diagnosed): boolean =>
  diagnosis.told && passedOn.has(diagnosis.causes[0]?.code ?? '');

/** The place of the cause; without one the callee, for what fails in one place fails for one reason, as far as anybody knows. */
function keyOf({ causes, told }: Diagnosis, target: GraphNode): string {
  const [first] = causes;
  if (first === undefined || !told) return `cannot-tell ${target.id}`;
  const place =
    first.culprit === null ? target.id : `${objectKey(first.culprit.object)} ${first.culprit.path}`;
  return `${first.code} ${place}`;
}

function problemOf(
  key: string,
  group: readonly Diagnosed[],
  upstream: readonly GraphEdge[],
  lately: Lately | null,
): Problem {
  const harm = harmOf(group, lately);
  const byHarm = group.toSorted(
    (a, b) =>
      errorsGot(b.edge) - errorsGot(a.edge) ||
      harm([b.edge]) - harm([a.edge]) ||
      (a.edge.id < b.edge.id ? -1 : 1),
  );
  const [worst] = byHarm;
  if (worst === undefined) throw new Error('a group of a grouping has a member');
  const own = byHarm.map(({ edge }) => edge);
  const affected = above(own, upstream);
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
    rate: harm(own),
    reaches: harm(outermost.length === 0 ? own : outermost),
  };
}

/** What is harmed per second on edges: errors; requests of what is slow; of what stopped, those that are missing. */
function harmOf(group: readonly Diagnosed[], lately: Lately | null): (edges: readonly GraphEdge[]) => number {
  const kind = group[0]?.diagnosis.symptom.kind;
  const missed = new Map(
    group.flatMap(({ edge, diagnosis: { symptom } }) =>
      symptom.kind === 'stopped' ? [[edge, symptom.before] as const] : [],
    ),
  );
  const ofEdge = (edge: GraphEdge): number => {
    if (kind === 'errors') return errorRateOf(edge, lately);
    return kind === 'stopped' ? (missed.get(edge) ?? 0) : requestRateOf(edge);
  };
  return (edges) => edges.reduce((sum, edge) => sum + ofEdge(edge), 0);
}

const requestRateOf = ({ reports, shown }: GraphEdge): number => reports[shown]?.rate ?? 0;

/** The edges that pass on what some edges fail with, as far up as they go. */
function above(origins: readonly GraphEdge[], upstream: readonly GraphEdge[]): readonly GraphEdge[] {
  const byTarget = Map.groupBy(upstream, ({ target }) => target);
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
