import { asNodeId } from '#lib/core/branded.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { Codec } from './codec.ts';

/** One end of the edge that is missed, by its id; whether there is such a node is for the server to say. */
export const nodeCodec: Codec<NodeId | null> = {
  parse: (text) => (text !== '' && text.length <= 1000 ? asNodeId(text) : null),
  serialize: (id) => id ?? '',
  fallback: null,
};
