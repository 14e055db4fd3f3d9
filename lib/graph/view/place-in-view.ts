import type { Labels } from '#lib/prom/series.ts';
import type { Placing, Spot } from '../accumulate.ts';
import { protocolOf, slotOf } from '../place.ts';
import {
  type Endpoint,
  type HostService,
  isDrawable,
  sourceEndpoint,
  targetEndpoint,
  unknown,
} from './endpoint.ts';
import { type Way, type WayOptions, wayOf } from './way.ts';

export interface InView extends WayOptions {
  /** The only cluster there is, see `ViewOptions`. */
  readonly soleCluster: string | null;
  readonly means: HostService;
  /** The edges of a way that are looked at; those that the view does not have are nobody's. */
  readonly edgesOf: (way: Way, labels: Labels, tcp: boolean) => readonly string[];
}

const pairOf = (source: Endpoint, target: Endpoint): string =>
  `${source.cluster}/${source.namespace}/${source.workload}>${target.cluster}/${target.namespace}/${target.workload}`;

/** Places rows at the grain of a view: each on every edge of its way. Why a row cannot be placed the graph of the mesh tells. */
export function placeInView(options: InView): Placing<Spot> {
  const sole = options.soleCluster ?? unknown;
  return {
    place(labels, tcp) {
      const slot = slotOf(labels);
      if (slot === null) return 'unknown-reporter';
      if (protocolOf(labels, tcp) === null) return 'unknown-protocol';
      const ends = {
        source: sourceEndpoint(labels, sole),
        target: targetEndpoint(labels, sole, options.means),
      };
      if (!isDrawable(labels, ends.source, ends.target)) return 'bad-destination';
      const way = wayOf(ends, options);
      if (way === null) return 'bad-destination';
      const pair = pairOf(ends.source, ends.target);
      return options.edgesOf(way, labels, tcp).map((edge) => ({ edge, slot, pair }));
    },
    prefer: (known) => known,
  };
}
