import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import { countArgs, tally } from '../tally.ts';

/**
 * Calls to hosts that no Service and no ServiceEntry names: refused where only registered hosts may be called
 * (BlackHoleCluster), else let through without name, policy or telemetry of their own (PassthroughCluster).
 */
export const unknownHost: ObservedRule = {
  name: 'unknown-host',
  codes: ['WEFT0228', 'WEFT0229'],
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *check(cluster, { graph }) {
    const nodes = new Map<string, GraphNode>(graph.nodes.map((node) => [node.id, node]));
    const { mode } = meshConfigOf(cluster).outboundTrafficPolicy;
    for (const kind of ['blackhole', 'passthrough'] as const) {
      const cases = graph.edges.flatMap((edge) => {
        const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
        const object = source?.cluster === cluster.id ? source.object : null;
        const count = countOf(edge);
        if (object === null || target?.kind !== kind || count === 0) return [];
        return [{ object, path: '', hit: count, total: count, caller: nameOf(object) }];
      });
      for (const counted of tally(cases)) {
        const args = { ...countArgs(counted, graph.window), mode };
        const code = kind === 'blackhole' ? 'WEFT0228' : 'WEFT0229';
        yield findingOf({ code, path: counted.path, args }, counted.object);
      }
    }
  },
};

/** Requests or connections that the caller's proxy told of. */
const countOf = ({ reports }: GraphEdge): number => reports.source?.count ?? 0;

const nameOf = ({ namespace, name }: ObjectRef): string => `${namespace}/${name}`;
