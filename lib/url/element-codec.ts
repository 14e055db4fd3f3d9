import { asEdgeId, asNodeId } from '#lib/core/branded.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { Codec } from './codec.ts';

const idCodec = <Id extends string>(brand: (text: string) => Id): Codec<Id | null> => ({
  parse: (text) => (text !== '' && text.length <= 1000 ? brand(text) : null),
  serialize: (id) => id ?? '',
  fallback: null,
});

/** A node of the graph by its id; whether there is such a node is for the server to say. */
export const nodeCodec: Codec<NodeId | null> = idCodec(asNodeId);

/** An edge of the graph by its id; whether there is such an edge is for the server to say. */
export const edgeCodec: Codec<EdgeId | null> = idCodec(asEdgeId);
