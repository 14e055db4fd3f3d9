import { nodeLabel, nodeName } from '#components/graph/scene/node-name.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';

/** Something that can be found. */
export type Found =
  | {
      readonly kind: 'node';
      readonly id: string;
      readonly title: string;
      /** The title without the version. */
      readonly name: string;
      readonly detail: string;
      readonly node: GraphNode;
    }
  | {
      readonly kind: 'edge';
      readonly id: string;
      readonly title: string;
      readonly detail: string;
      readonly edge: GraphEdge;
    }
  | {
      readonly kind: 'object';
      readonly id: string;
      readonly title: string;
      readonly detail: string;
      readonly ref: ObjectRef;
    }
  | {
      readonly kind: 'namespace';
      readonly id: string;
      readonly title: string;
      readonly detail: string;
    };

function nodeItem(node: GraphNode): Found {
  const detail = `${node.gateway ? 'gateway' : node.kind}${node.namespace ? ` in ${node.namespace}` : ''}`;
  return { kind: 'node', id: `node ${node.id}`, title: nodeLabel(node), name: nodeName(node), detail, node };
}

/** Namespaces, those that Kubernetes has and those that only telemetry knows, with how many nodes each has on the graph. */
function namespaceItems(names: readonly string[], nodes: readonly GraphNode[]): readonly Found[] {
  const counts = Map.groupBy(nodes, (node) => node.namespace);
  const all = new Set([...names, ...counts.keys()].filter((name) => name !== null));
  return [...all].sort().map((name) => ({
    kind: 'namespace',
    id: `namespace ${name}`,
    title: name,
    detail: plural(counts.get(name)?.length ?? 0, 'node'),
  }));
}

/** The objects that the graph names: those behind nodes, and the routes that split. */
function objectItems(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly Found[] {
  const refs = [
    ...nodes.flatMap((node) => node.object ?? []),
    ...edges.flatMap((edge) => edge.split?.route ?? []),
  ];
  return [...new Map(refs.map((ref) => [objectKey(ref), ref]))].map(([key, ref]) => ({
    kind: 'object',
    id: `object ${key}`,
    title: ref.name,
    detail: `${ref.kind}${ref.namespace ? ` in ${ref.namespace}` : ''}`,
    ref,
  }));
}

/**
 * Everything of a graph that a person may look for, drawn or within a closed namespace: nodes, edges by their two ends,
 * the objects it names, and namespaces, `names` being those that Kubernetes has.
 */
export function findable(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  names: readonly string[],
): readonly Found[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [
    ...nodes.map(nodeItem),
    ...edges.flatMap((edge): Found[] => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      if (!source || !target) return [];
      const detail = edge.service
        ? `${edge.protocol} to ${edge.service.name}.${edge.service.namespace}`
        : edge.protocol;
      return [
        {
          kind: 'edge',
          id: `edge ${edge.id}`,
          title: `${nodeLabel(source)} → ${nodeLabel(target)}`,
          detail,
          edge,
        },
      ];
    }),
    ...objectItems(nodes, edges),
    ...namespaceItems(names, nodes),
  ];
}

interface Searched {
  readonly title: string;
  /** What it is also called in whole. */
  readonly name?: string;
  readonly detail: string;
}

/** How well `text` fits an item: 0 not at all, more is better. All words must occur; the start of the title counts most. */
function matchScore(item: Searched, text: string): number {
  const title = item.title.toLowerCase();
  const whole = `${title} ${item.detail.toLowerCase()}`;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => whole.includes(word))) return 0;
  const first = words[0] ?? '';
  if (title === text.toLowerCase() || item.name?.toLowerCase() === text.toLowerCase()) return 4;
  if (title.startsWith(first)) return 3;
  return title.includes(first) ? 2 : 1;
}

/** The best `limit` of `items` for `text`. */
export function search<T extends Searched>(items: readonly T[], text: string, limit: number): readonly T[] {
  return items
    .map((item) => ({ item, score: matchScore(item, text.trim()) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.item.title.length - b.item.title.length)
    .slice(0, limit)
    .map(({ item }) => item);
}

/** How many of each kind are offered before anything is typed. */
const fewOfEach = 4;

/** What of each group fits `text`, the group with the best fit first; groups without any are left out. */
export function searchGroups<G extends { readonly kind: Found['kind']; readonly limit: number }>(
  groups: readonly G[],
  items: readonly Found[],
  text: string,
): readonly (G & { readonly found: readonly Found[] })[] {
  const best = ([first]: readonly Found[]): number => (first ? matchScore(first, text.trim()) : 0);
  return groups
    .map((group) => {
      const own = items.filter((item) => item.kind === group.kind);
      return { ...group, found: search(own, text, text === '' ? fewOfEach : group.limit) };
    })
    .filter(({ found }) => found.length > 0)
    .sort((a, b) => (text === '' ? 0 : best(b.found) - best(a.found)));
}
