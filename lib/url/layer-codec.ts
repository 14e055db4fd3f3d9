import { type Codec, someOf } from './codec.ts';
import { declaredLayers } from './declared-layers.ts';
import type { EdgeLabel } from './graph-codec.ts';

/** What can be laid over the graph. The first three come with it. */
export const layers = ['mtls', 'weights', 'findings', ...declaredLayers] as const;
export type Layer = (typeof layers)[number];

const some = someOf(layers, []);

/** The layers that are on; null where a link does not say, as none did before there were layers. */
export const layersCodec: Codec<readonly Layer[] | null> = {
  parse: some.parse,
  serialize: (chosen) => (chosen === null ? '' : some.serialize(chosen)),
  fallback: null,
};

/**
 * The layers that are on. Mutual TLS and weights were labels once: where a link says nothing of layers, what it says of
 * labels counts for those two.
 */
export function layersShown(chosen: readonly Layer[] | null, labels: readonly EdgeLabel[]): readonly Layer[] {
  if (chosen !== null) return chosen;
  return layers.filter((layer) => layer === 'findings' || labels.some((label) => label === layer));
}
