import { clusterId } from '#lib/core/ids.ts';
import { diagnose } from '#lib/diagnosis/diagnose.ts';
import type { DiagnosisInput } from '#lib/diagnosis/situation.ts';
import { noTelemetry } from '#lib/diagnosis/telemetry.ts';
import { walk } from '#lib/diagnosis/walk.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { findingsMesh } from './findings-mesh.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

const services = 1000;
const namespaces = 50;
const budgetMs = 50;
const allBudgetMs = 250;
/** Outcomes that have the most causes to look at. */
const outcomes = ['503 UC', '503 UF,URX', '503 UH', '403 -', '500 -', '504 UT', '503 NC'];

/** Diagnosis of each failing edge of 1,000 services, beside its queries: the worst of them, and all of them grouped. */
export function diagnosisRows(): Row[] {
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), findingsMesh(services));
  const snapshot: MeshSnapshot = { version: 1, clusters: new Map([[cluster.id, cluster]]) };
  const samples = samplesOf();
  const graph = graphOf(snapshot, samples);
  const plain = median(timesOf(5, () => graphOf(snapshot, samples)));
  const failing = failingOf(graph, snapshot);
  const worst = Math.max(...failing.map((input) => median(timesOf(3, () => diagnose(afresh(input))))));
  const all = median(timesOf(3, () => walk({ graph: { ...graph }, snapshot })));
  return [
    {
      what: `diagnosis of the worst of ${failing.length} failing edges, ${graph.edges.length} edges in all`,
      measured: `${worst.toFixed(1)} ms (${(worst / plain).toFixed(2)} × building the graph)`,
      limit: `${budgetMs} ms`,
      ratio: worst / budgetMs,
      budget: 1,
    },
    {
      what: `all ${failing.length} failing edges grouped by what they come from`,
      measured: `${all.toFixed(0)} ms (${(all / failing.length).toFixed(1)} ms an edge)`,
      limit: `${allBudgetMs} ms`,
      ratio: all / allBudgetMs,
      budget: 1,
    },
  ];
}

/** A graph of which nothing is remembered: what is looked up in it is looked up again. */
const afresh = (input: DiagnosisInput): DiagnosisInput => ({ ...input, graph: { ...input.graph } });

function failingOf(graph: TrafficGraph, snapshot: MeshSnapshot): readonly DiagnosisInput[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.flatMap((edge) => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    if (edge.responses.length === 0 || source === undefined || target === undefined) return [];
    return [{ edge, source, target, graph, snapshot, telemetry: noTelemetry }];
  });
}

/** Every version of a service calls the next of its namespace; every tenth call fails, in turn in each of the ways. */
function samplesOf(): TrafficSample[] {
  return Array.from({ length: services }, (_, i) => i).flatMap((i) => {
    const namespace = `ns-${i % namespaces}`;
    const next = (i + namespaces) % services;
    return ['v1', 'v2'].flatMap((version) => {
      const call: Call = {
        from: `${namespace}/svc-${i}-${version}`,
        to: `${namespace}/svc-${next}-v1`,
        service: `${namespace}/svc-${next}`,
      };
      const both = [call, { ...call, reporter: 'destination' }];
      const failed = i % 10 === 0 ? [failure(call, outcomes[(i / 10) % outcomes.length] ?? '500 -', 4)] : [];
      return [...both.map((each) => sample('requests', each, 10)), ...failed];
    });
  });
}

const graphOf = (snapshot: MeshSnapshot, samples: readonly TrafficSample[]): TrafficGraph =>
  testGraph(snapshot, samples);

function timesOf(runs: number, work: () => unknown): number[] {
  return Array.from({ length: runs }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}
