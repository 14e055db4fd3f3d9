import { type Codec, oneOf, someOf } from './codec.ts';

/** Which edges are drawn: all, those that are degraded or failing, or none. */
export const edgeModes = ['all', 'unhealthy', 'none'] as const;
export type EdgeMode = (typeof edgeModes)[number];

export const edgeModeCodec: Codec<EdgeMode> = oneOf(edgeModes);

/** What nodes are ranked by: edges that arrive, edges that leave, both, or requests that arrive. */
export const rankings = ['inbound', 'outbound', 'edges', 'rate'] as const;
export type RankBy = (typeof rankings)[number];

/** The ranking whose numbers stand on nodes; null for none. */
export const rankCodec: Codec<RankBy | null> = {
  parse: (text) => rankings.find((by) => by === text) ?? null,
  serialize: (by) => by ?? '',
  fallback: null,
};

/** What boxes are drawn round, the outermost first. */
export const boxKinds = ['cluster', 'namespace', 'app'] as const;
export type BoxKind = (typeof boxKinds)[number];

export const boxKindsCodec: Codec<readonly BoxKind[]> = someOf(boxKinds, ['namespace']);
