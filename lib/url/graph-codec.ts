import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { type Codec, someOf } from './codec.ts';
import { declaredLayers } from './declared-layers.ts';
import { edgeMeasures } from './edge-measures.ts';

const namespaceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Namespaces separated by commas, sorted, each once; none means all. */
export const namespacesCodec: Codec<readonly string[]> = {
  parse: (text) => {
    const names = text === '' ? [] : text.split(',');
    return names.every((name) => namespaceName.test(name)) ? [...new Set(names)].sort() : null;
  },
  serialize: (names) => [...new Set(names)].sort().join(','),
  fallback: [],
};

const escapeName = (name: string): string => name.replace(/[%,]/g, encodeURIComponent);
const readName = (text: string): string => text.replace(/%2C/g, ',').replace(/%25/g, '%');

/**
 * What is opened or closed on the graph, separated by commas: namespaces with their clusters (`cluster/namespace`), clusters
 * (`cluster:name`) and applications (`app:cluster/namespace/name`). Telemetry may name one with a comma, which Kubernetes
 * does not: it is escaped.
 */
export const closingsCodec: Codec<readonly string[]> = {
  parse: (text) => {
    const boxes = text === '' ? [] : text.split(',').map(readName);
    return boxes.every((box) => /^(cluster:.+|.+\/.+)$/s.test(box)) ? [...new Set(boxes)].sort() : null;
  },
  serialize: (boxes) => [...new Set(boxes)].sort().map(escapeName).join(','),
  fallback: [],
};

/** What the inspector shows. */
export type Selection =
  | { readonly kind: 'node'; readonly id: NodeId }
  | { readonly kind: 'edge'; readonly id: EdgeId };

/** The selected element: `node:…` or `edge:…` followed by its identity. */
export const selectionCodec: Codec<Selection | null> = {
  parse: (text) => {
    const [, kind, id] = /^(node|edge):(.+)$/s.exec(text) ?? [];
    if (id === undefined) return null;
    return kind === 'node' ? { kind, id: asNodeId(id) } : { kind: 'edge', id: asEdgeId(id) };
  },
  serialize: (selection) => (selection === null ? '' : `${selection.kind}:${selection.id}`),
  fallback: null,
};

/** What edges can carry on the canvas: `latency` is the mean, `share` the part of what the source sends. */
export const edgeLabels = ['rate', 'errors', 'share', 'latency', ...edgeMeasures, 'mtls', 'weights'] as const;
export type EdgeLabel = (typeof edgeLabels)[number];

export const labelsCodec = someOf(edgeLabels, ['rate', 'errors', 'mtls', 'weights']);

/** The columns of the edge list, each of which it can be sorted by; what tells of a failure stands before what describes. */
export const edgeColumns = [
  'status',
  'source',
  'target',
  'errors',
  'code',
  'rate',
  'share',
  'latency',
  ...edgeMeasures,
  'service',
  'protocol',
  'mtls',
  'weight',
  'findings',
  'requests',
  'reporter',
  ...declaredLayers,
] as const;
export type EdgeColumn = (typeof edgeColumns)[number];

/** Columns that are shown when they are chosen: many of them ask Prometheus or the configuration for more. */
export const columnsOnRequest: readonly EdgeColumn[] = [
  'share',
  ...edgeMeasures,
  'requests',
  'reporter',
  ...declaredLayers,
];

export interface EdgeSort {
  readonly column: EdgeColumn;
  readonly descending: boolean;
}

/** The order of the edge list: a column, and `.desc` when from the greatest down. Failing first by default. */
export const sortCodec: Codec<EdgeSort> = {
  parse: (text) => {
    const [name, order, ...rest] = text.split('.');
    const column = edgeColumns.find((candidate) => candidate === name);
    if (column === undefined || rest.length > 0 || (order !== undefined && order !== 'desc')) return null;
    return { column, descending: order === 'desc' };
  },
  serialize: (sort) => `${sort.column}${sort.descending ? '.desc' : ''}`,
  fallback: { column: 'status', descending: true },
};

/** A find or hide expression as it was written; whether it reads is for its field to say. */
export const expressionCodec: Codec<string> = {
  parse: (text) => (text.length <= 500 ? text.trim() : null),
  serialize: (text) => text.trim(),
  fallback: '',
};
