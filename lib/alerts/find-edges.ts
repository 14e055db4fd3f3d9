import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { AlertLabels } from './alert-labels.ts';
import { edgeTest, isEdgeLabel, type Seen } from './label-tests.ts';
import { isNodeLabel, nodeTest, type WorkloadOfPod } from './node-tests.ts';
import { worstFirst } from './worst-first.ts';

/** What the labels of an alert lead to. */
export interface FoundEdges {
  /** The worst first; those that end as the labels say come before others. */
  readonly edges: readonly GraphEdge[];
  /** The nodes that labels of Kubernetes name. */
  readonly nodes: readonly GraphNode[];
  /** Labels that led here, that were left out because nothing has them all, and that say nothing of an edge. */
  readonly used: readonly string[];
  readonly unmet: readonly string[];
  readonly ignored: readonly string[];
  /** Whether they name a workload or a service: a namespace alone is a place, no culprit. */
  readonly specific: boolean;
}

interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Of who answered, which changes as errors come and go: a request that found no host names no workload. */
const ofAnswering = ['destination_workload', 'destination_workload_namespace', 'destination_app'];
const ofAddressed = ['destination_service', 'destination_service_name'];

/**
 * The edges that an alert is about, by the labels of Istio's series; without any of those by the labels that Kubernetes' own alerts
 * carry (`namespace` with `deployment`, `pod`, `service` and so on), which name an end.
 */
export function findEdges(graph: Graph, labels: AlertLabels, workloadOf: WorkloadOfPod): FoundEdges {
  const named = Object.keys(labels).filter((name) => isEdgeLabel(name, labels[name] ?? ''));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const seen = graph.edges.flatMap((edge): Seen[] => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    return source === undefined || target === undefined ? [] : [{ edge, source, target }];
  });
  const found = named.some((name) => name !== 'request_protocol')
    ? byEdgeLabels(seen, labels, named)
    : byNodeLabels(graph, seen, labels, workloadOf);
  const { edges, ...rest } = found;
  const led = new Set([...found.used, ...found.unmet]);
  return {
    ...rest,
    edges: worstFirst(edges, labels),
    ignored: Object.keys(labels).filter((name) => !led.has(name)),
  };
}

type Found = Omit<FoundEdges, 'ignored'>;

function byEdgeLabels(seen: readonly Seen[], labels: AlertLabels, named: readonly string[]): Found {
  const having = (names: readonly string[]) => {
    const tests = names.map((name) => edgeTest(name, labels[name] ?? ''));
    return seen.filter((each) => tests.every((test) => test(each))).map(({ edge }) => edge);
  };
  const specific = named.some((name) => /_(workload|service|service_name|app|canonical_service)$/.test(name));
  const all = { nodes: [], specific };
  const edges = having(named);
  const fewer = named.filter((name) => !ofAnswering.includes(name));
  const relaxes = edges.length === 0 && fewer.some((name) => ofAddressed.includes(name));
  if (!relaxes) return { ...all, edges, used: named, unmet: [] };
  const unmet = named.filter((name) => ofAnswering.includes(name));
  return { ...all, edges: having(fewer), used: fewer, unmet };
}

function byNodeLabels(
  graph: Graph,
  seen: readonly Seen[],
  labels: AlertLabels,
  workloadOf: WorkloadOfPod,
): Found {
  const used = Object.keys(labels).filter((name) => isNodeLabel(name, labels));
  const specific = used.some((name) => name !== 'namespace');
  if (used.length === 0) return { edges: [], nodes: [], used, unmet: [], specific };
  const { isNamed, isAddressed } = nodeTest(labels, workloadOf);
  return {
    edges: seen
      .filter((each) => isNamed(each.source) || isNamed(each.target) || isAddressed(each.edge))
      .map(({ edge }) => edge),
    nodes: specific ? graph.nodes.filter(isNamed) : [],
    used,
    unmet: [],
    specific,
  };
}
