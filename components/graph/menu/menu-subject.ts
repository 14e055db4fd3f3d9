import { boxKindOf, boxName } from '#lib/graph/boxes.ts';
import { quotedWhereNeeded } from '#lib/graph/find/print.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { Target } from '../canvas/graph-canvas.ts';
import { closedBoxOf } from '../scene/collapse.ts';
import { nodeLabel } from '../scene/node-name.ts';
import type { Scene } from '../scene/scene.ts';

/** What a menu was asked for. */
export type MenuSubject =
  | { readonly kind: 'node'; readonly node: GraphNode }
  | {
      readonly kind: 'edge';
      readonly edge: GraphEdge;
      readonly source: GraphNode;
      readonly target: GraphNode;
    }
  | { readonly kind: 'namespace'; readonly box: string; readonly cluster: string; readonly namespace: string }
  /** A cluster, or an application with its versions. */
  | { readonly kind: 'box'; readonly by: 'cluster' | 'app'; readonly box: string; readonly name: string }
  /** A line that stands for several edges, between two places that are called so. */
  | { readonly kind: 'edges'; readonly edges: readonly GraphEdge[]; readonly name: string };

/** What is meant by an element of the scene; null for one that has just left it. */
export function subjectOf(target: Target, graph: TrafficGraph, scene: Scene): MenuSubject | null {
  if (target.kind === 'box') return boxSubject(target.id);
  if (target.kind === 'node') {
    const node = graph.nodes.find(({ id }) => id === target.id);
    if (node) return { kind: 'node', node };
    const box = closedBoxOf(target.id);
    return box === null ? null : boxSubject(box);
  }
  return lineOf(target.id, graph, scene);
}

function boxSubject(box: string): MenuSubject {
  const by = boxKindOf(box);
  if (by !== 'namespace') return { kind: 'box', by, box, name: boxName(box) };
  const at = box.lastIndexOf('/');
  return { kind: 'namespace', box, cluster: box.slice(0, at), namespace: box.slice(at + 1) };
}

function lineOf(id: string, graph: TrafficGraph, scene: Scene): MenuSubject | null {
  const drawn = scene.edges.find((line) => line.id === id);
  const members = new Set<string>(drawn?.members ?? [id]);
  const edges = graph.edges.filter((edge) => members.has(edge.id));
  const [first] = edges;
  if (first === undefined) return null;
  if (edges.length === 1) {
    const [source, target] = [first.source, first.target].map((end) =>
      graph.nodes.find((node) => node.id === end),
    );
    return source && target ? { kind: 'edge', edge: first, source, target } : null;
  }
  const nameOf = (place: string | undefined) =>
    scene.nodes.find((node) => node.id === place)?.title ?? 'elsewhere';
  return { kind: 'edges', edges, name: `${nameOf(drawn?.source)} → ${nameOf(drawn?.target)}` };
}

/** What it is called, as the inspector would head it. */
export function subjectName(subject: MenuSubject): string {
  switch (subject.kind) {
    case 'node':
      return nodeLabel(subject.node);
    case 'edge':
      return `${nodeLabel(subject.source)} → ${nodeLabel(subject.target)}`;
    case 'namespace':
      return subject.namespace;
    case 'box':
    case 'edges':
      return subject.name;
  }
}

/** Words that narrow the edge list to it. */
export function listWords(subject: MenuSubject): string {
  const words = (node: GraphNode) => [nodeLabel(node), node.namespace ?? ''].join(' ').trim();
  switch (subject.kind) {
    case 'node':
      return words(subject.node);
    case 'edge':
      return `${words(subject.source)} ${words(subject.target)}`;
    case 'namespace':
      return subject.namespace;
    case 'box':
      return subject.by === 'app' ? subject.name : '';
    case 'edges':
      return '';
  }
}

/** An expression of the find language that is true of it; null where only several could say it. */
export function findExpression(subject: MenuSubject): string | null {
  switch (subject.kind) {
    case 'node':
      return nodeTerms(subject.node, '');
    case 'edge':
      return [
        nodeTerms(subject.source, 'source.'),
        nodeTerms(subject.target, 'target.'),
        `protocol = ${subject.edge.protocol}`,
      ].join(' and ');
    case 'namespace':
      return `namespace = ${quotedWhereNeeded(subject.namespace)}`;
    case 'box':
      return boxTerms(subject);
    case 'edges':
      return null;
  }
}

function boxTerms({ by, box, name }: Extract<MenuSubject, { kind: 'box' }>): string {
  const named = `${by} = ${quotedWhereNeeded(name)}`;
  if (by === 'cluster') return named;
  const namespace = box.split('/').at(-2) ?? '';
  return `${named} and namespace = ${quotedWhereNeeded(namespace)}`;
}

function nodeTerms(node: GraphNode, end: '' | 'source.' | 'target.'): string {
  const term = (operand: string, value: string) => `${end}${operand} = ${quotedWhereNeeded(value)}`;
  if (node.kind === 'unknown' || node.kind === 'inaccessible') return term('node', node.kind);
  const named = node.kind === 'workload' ? term('workload', node.name) : term('name', node.name);
  const kind = node.kind === 'workload' ? [] : [term('node', node.kind)];
  return [named, ...kind, ...(node.namespace === null ? [] : [term('namespace', node.namespace)])].join(
    ' and ',
  );
}
