import type { NodeId } from '#lib/core/ids.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { GraphEdge, GraphNode } from '../model.ts';
import type { Reason } from './reason.ts';
import { edgesBetween, nameOf, type Situation } from './situation.ts';

/** As many nodes in between as a request passes on its way: a gateway, a service, a waypoint. */
const mostBetween = 3;

/** Traffic takes another way: through a service node, gateway or waypoint, or it ends before, or runs backwards. */
export function anotherWay(situation: Situation): readonly Reason[] {
  return [
    ...drawnAtWorkload(situation),
    ...endedAtService(situation),
    ...through(situation),
    ...otherWay(situation),
  ];
}

const isOfService = ({ service }: GraphEdge, { services }: Situation): boolean =>
  service !== null &&
  services.some(({ namespace, name }) => service.namespace === namespace && service.name === name);

function drawnAtWorkload(situation: Situation): readonly Reason[] {
  const { from, to, graph } = situation;
  if (to.node.kind !== 'service') return [];
  const edges = graph.edges.filter((edge) => edge.source === from.node.id && isOfService(edge, situation));
  if (edges.length === 0) return [];
  const evidence = [
    { text: `${plural(edges.length, 'edge')} addressed to ${to.name}`, edges: edges.map(({ id }) => id) },
  ];
  return [{ code: 'drawn-at-workload', certainty: 'certain', args: {}, evidence }];
}

function endedAtService(situation: Situation): readonly Reason[] {
  const { from, to, graph, nodes } = situation;
  if (to.node.kind !== 'workload') return [];
  const ended = graph.edges.filter(
    (edge) =>
      edge.source === from.node.id &&
      nodes.get(edge.target)?.kind === 'service' &&
      isOfService(edge, situation),
  );
  return ended.map((edge) => {
    const [row] = edge.responses.filter(({ error }) => error);
    const outcome = row === undefined ? 'no answer is known' : [row.code, ...row.flags].join(' ');
    const evidence = [{ text: `An edge ends at the Service ${edge.service?.name}`, edges: [edge.id] }];
    return {
      code: 'ended-at-service',
      certainty: 'certain',
      args: { service: edge.service?.host ?? '', outcome },
      evidence,
    };
  });
}

const passesOn = ({ kind, gateway, waypoint }: GraphNode): boolean =>
  kind === 'service' || gateway || waypoint;

function through({ from, to, graph, nodes }: Situation): readonly Reason[] {
  const path = shortestPath(graph.edges, from.node.id, to.node.id);
  if (path === null) return [];
  const between = path.flatMap((id) => nodes.get(id) ?? []);
  const all = between.every(passesOn);
  const evidence = [
    { text: `A path of ${plural(path.length + 1, 'edge')}`, nodes: [from.node.id, ...path, to.node.id] },
  ];
  return [
    {
      code: 'goes-through',
      // A workload in between makes calls of its own; that they are the same ones is not known.
      certainty: all ? 'certain' : 'possible',
      args: { through: between.map(nameOf).join(', ') },
      evidence,
    },
  ];
}

/** The nodes between two nodes on the shortest path by edges, null where none is short enough. A direct edge is no path. */
function shortestPath(edges: readonly GraphEdge[], from: NodeId, to: NodeId): readonly NodeId[] | null {
  const next = Map.groupBy(edges, ({ source }) => source);
  const cameFrom = new Map<NodeId, NodeId>();
  let rim: readonly NodeId[] = [from];
  for (let hop = 0; hop <= mostBetween && rim.length > 0; hop += 1) {
    const reached: NodeId[] = [];
    for (const at of rim) {
      for (const { target } of next.get(at) ?? []) {
        if (target === from || cameFrom.has(target) || (hop === 0 && target === to)) continue;
        cameFrom.set(target, at);
        if (target === to) return walkBack(cameFrom, from, at);
        reached.push(target);
      }
    }
    rim = reached;
  }
  return null;
}

function walkBack(cameFrom: ReadonlyMap<NodeId, NodeId>, from: NodeId, last: NodeId): readonly NodeId[] {
  const path: NodeId[] = [];
  for (let at: NodeId | undefined = last; at !== undefined && at !== from; at = cameFrom.get(at))
    path.unshift(at);
  return path;
}

function otherWay(situation: Situation): readonly Reason[] {
  const { from, to } = situation;
  const back = edgesBetween(situation, to.node, from.node);
  if (back.length === 0) return [];
  const evidence = [{ text: `${to.name} calls ${from.name}`, edges: back.map(({ id }) => id) }];
  return [{ code: 'other-way', certainty: 'possible', args: {}, evidence }];
}
