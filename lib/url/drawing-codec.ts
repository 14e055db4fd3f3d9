import { type Codec, oneOf } from './codec.ts';

/** Which edges are drawn: all, those that are degraded or failing, or none. */
export const edgeModes = ['all', 'unhealthy', 'none'] as const;
export type EdgeMode = (typeof edgeModes)[number];

export const edgeModeCodec: Codec<EdgeMode> = oneOf(edgeModes);
