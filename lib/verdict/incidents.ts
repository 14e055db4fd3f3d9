import { formatErrorShare } from '#lib/format/share.ts';
import type { GraphNode, TrafficGraph } from '#lib/graph/model.ts';

/**
 * What is wrong with a service besides its canary: edges to it that fail and end at its stable version or at none, a sentence each.
 * A step taken meanwhile would hide the cause. `graph` is cut to what the viewer may see.
 */
export function incidentsOf(
  graph: Pick<TrafficGraph, 'nodes' | 'edges'>,
  hosts: readonly string[],
  stable: string | null,
): readonly string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.flatMap((edge) => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    if (source === undefined || target === undefined || edge.health.status !== 'failing') return [];
    if (!hosts.includes(edge.service?.host ?? '')) return [];
    if (target.kind === 'workload' && (target.version ?? 'latest') !== stable) return [];
    const share = formatErrorShare(edge.health.failed, edge.health.total);
    return [`${nameOf(source)} → ${nameOf(target)} fails: ${share}.`];
  });
}

const nameOf = ({ kind, app, name, version }: GraphNode): string => {
  if (kind === 'inaccessible') return 'a caller that you may not see';
  return [app ?? name, version].filter(Boolean).join(' ');
};
