import { asNodeId } from '#lib/core/branded.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { type Codec, oneOf } from './codec.ts';

/** The node that the graph is focused on, by its identity; null shows the whole. */
export const focusCodec: Codec<NodeId | null> = {
  parse: (text) => (text === '' || text.length > 1000 ? null : asNodeId(text)),
  serialize: (centre) => centre ?? '',
  fallback: null,
};

/** How far from its centre a focus reaches, in edges. */
export const hopChoices = [1, 2, 3] as const;
export type Hops = (typeof hopChoices)[number];

export const hopsCodec: Codec<Hops> = {
  parse: (text) => hopChoices.find((hops) => String(hops) === text) ?? null,
  serialize: String,
  fallback: 2,
};

/** Which edges a focus follows from its centre: those of its callers, those of what is called, or all. */
export const focusDirections = ['both', 'callers', 'called'] as const;
export type FocusDirection = (typeof focusDirections)[number];

export const directionCodec: Codec<FocusDirection> = oneOf(focusDirections);
