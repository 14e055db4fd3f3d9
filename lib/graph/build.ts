import type { Finding } from '#lib/core/finding.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { type EpochSeconds, perSecond, type Seconds } from '#lib/core/units.ts';
import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import type { TrafficSample, VectorRow } from '#lib/prom/series.ts';
import { accumulate, type EdgeSum } from './accumulate.ts';
import { describeNode, type NodeDescription } from './decorate/describe-node.ts';
import { countFindings, type FindingIndex, indexFindings } from './decorate/findings.ts';
import { type EdgeTolerances, edgeHealth, nodeHealth } from './decorate/health.ts';
import { idleWorkloads } from './decorate/idle.ts';
import { isControlPlane, marksOf, membershipOf } from './decorate/node-marks.ts';
import { splitsOf } from './decorate/split.ts';
import { type NodeTolerances, tolerancesIn } from './decorate/tolerances.ts';
import { numbersOf } from './edge-numbers.ts';
import { inMesh } from './in-mesh.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from './model.ts';
import { type NodeSeed, type Placement, place } from './place.ts';
import { type Known, knownOf } from './report.ts';

export interface GraphInput {
  readonly samples: readonly TrafficSample[];
  readonly snapshot: MeshSnapshot;
  readonly at: EpochSeconds;
  /** Whether `at` follows the present: what the snapshot declares is then what is declared now. */
  readonly live: boolean;
  readonly window: Seconds;
  readonly scrapeInterval: Seconds;
  /** Queries that failed, by the name of the measure they would have brought. */
  readonly missing: TrafficGraph['missing'];
  readonly findings: readonly Finding[];
  /** Rows of `sentSince`: requests since routes changed. Empty where none did, null where the query failed. */
  readonly sentSince: readonly VectorRow[] | null;
  /** What is tolerated where no annotation says it; Weft's own where this says nothing. */
  readonly toleranceRules?: readonly ToleranceRule[];
}

/**
 * The mesh as one graph: observed traffic joined with the configuration. The result does not depend on the order of the
 * samples. Rows of the two ends of an edge stand side by side and are never added up.
 */
export function buildGraph(input: GraphInput): TrafficGraph {
  const { snapshot, at, window } = input;
  const { edges: sums, unplaced } = accumulate(input.samples, inMesh(snapshot));
  const findings = indexFindings(input.findings, snapshot);
  const known = knownOf(input.missing);
  const described = describeNodes(sums.values(), snapshot);
  const tolerances = tolerancesIn(snapshot, input.toleranceRules);
  const tolerated = ({ placement: { source, target, service } }: MeshSum) =>
    tolerances.ofEdge(described.get(source.id), described.get(target.id), service);
  const plain = [...sums.values()].map((sum) => plainEdge(sum, window, known, findings, tolerated(sum)));
  const since = input.sentSince === null ? null : countsSince(input.sentSince, snapshot);
  const splits = splitsOf(plain, described, { ...input, since });
  const edges = plain.map((edge) => ({ ...edge, split: splits.get(edge.id) ?? null })).sort(byId);
  return {
    at,
    window,
    snapshotVersion: snapshot.version,
    nodes: finishNodes(described, edges, findings, tolerances, snapshot),
    edges,
    unplaced: [...unplaced],
    missing: [...input.missing],
  };
}

type MeshSum = EdgeSum<Placement>;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function plainEdge(
  sum: MeshSum,
  window: Seconds,
  known: Known,
  findings: FindingIndex,
  tolerated: EdgeTolerances,
): GraphEdge {
  const { edge: id, source, target, protocol, service } = sum.placement;
  const numbers = numbersOf(sum, protocol, window, known);
  return {
    id,
    source: source.id,
    target: target.id,
    service,
    ...numbers,
    split: null,
    health: edgeHealth(numbers, tolerated),
    findings: countFindings(findings.ofEdge(service, endOf(source), endOf(target))),
  };
}

/** An end of an edge as findings look it up; what has no name has none. */
const endOf = ({ identity }: NodeSeed) => ({ namespace: null, name: '', ...identity });

/** Nodes that edges end at, and workloads of the mesh without traffic. Of two seeds of a node the same one is taken. */
function describeNodes(sums: Iterable<MeshSum>, snapshot: MeshSnapshot): Map<string, NodeDescription> {
  const seeds = new Map<string, NodeSeed>();
  const text = (seed: NodeSeed) => `${seed.app ?? '~'} ${seed.version ?? '~'}`;
  for (const { placement } of sums) {
    for (const seed of [placement.source, placement.target]) {
      const before = seeds.get(seed.id);
      if (before === undefined || text(seed) < text(before)) seeds.set(seed.id, seed);
    }
  }
  const idle = idleWorkloads(snapshot, new Set(seeds.keys()));
  const all = [...seeds.values(), ...idle].map((seed) => describeNode(seed, snapshot));
  return new Map(all.sort(byId).map((node) => [node.id, node]));
}

function finishNodes(
  described: ReadonlyMap<string, NodeDescription>,
  edges: readonly GraphEdge[],
  findings: FindingIndex,
  tolerances: NodeTolerances,
  snapshot: MeshSnapshot,
): GraphNode[] {
  const inbound = Map.groupBy(edges, (edge) => edge.target);
  const outbound = Map.groupBy(edges, (edge) => edge.source);
  return [...described.values()].map((node) => {
    const [ins, outs] = [inbound.get(node.id) ?? [], outbound.get(node.id) ?? []];
    return {
      ...node,
      marks: nodeMarks(node, ins, outs, snapshot),
      health: nodeHealth(ins, outs, node.pods, tolerances.ofNode(node)),
      findings: countFindings(findings.ofNode(node, ins)),
      inRate: totalRate(ins),
      outRate: totalRate(outs),
    };
  });
}

function nodeMarks(
  { kind, cluster, namespace, name, pods, workloadEntries }: NodeDescription,
  ins: readonly GraphEdge[],
  outs: readonly GraphEdge[],
  snapshot: MeshSnapshot,
): GraphNode['marks'] {
  if (kind === 'unknown') return [];
  const objects = kind === 'workload' ? snapshot.clusters.get(cluster) : undefined;
  const workload = objects === undefined ? null : workloadAt(objects, namespace ?? '', name);
  const expected = objects !== undefined && !isControlPlane(objects, namespace ?? '');
  return marksOf({
    outOfMesh: workload !== null && expected && membershipOf([workload], workload.waypoint).outOfMesh,
    pods,
    idle: [...ins, ...outs].every(({ health: { status } }) => status === 'idle'),
    workloadEntries,
    source: outs.length > 0 && ins.length === 0,
  });
}

/** Requests per second over edges, as each edge's shown reporter saw them; null where none is known. */
function totalRate(edges: readonly GraphEdge[]): GraphNode['inRate'] {
  const rates = edges.map(({ reports, shown }) => reports[shown]?.rate ?? null).filter((r) => r !== null);
  return rates.length === 0 ? null : perSecond.parse(rates.reduce((total, rate) => total + rate, 0));
}

function countsSince(rows: readonly VectorRow[], snapshot: MeshSnapshot): ReadonlyMap<EdgeId, number> {
  const counts = new Map<EdgeId, number>();
  for (const { labels, value } of rows) {
    const placement = place(labels, false, snapshot);
    if (typeof placement === 'string' || value === null) continue;
    counts.set(placement.edge, (counts.get(placement.edge) ?? 0) + value);
  }
  return counts;
}
