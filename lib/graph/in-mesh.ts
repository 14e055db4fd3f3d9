import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Placing } from './accumulate.ts';
import { type Placement, place } from './place.ts';

/** Places rows on the graph of the mesh: each on one edge between workloads. */
export const inMesh = (snapshot: MeshSnapshot): Placing<Placement> => ({
  place: (labels, tcp) => {
    const placement = place(labels, tcp, snapshot);
    return typeof placement === 'string' ? placement : [placement];
  },
  prefer: (known, other) => (describe(other) < describe(known) ? other : known),
});

const describe = ({ service, source, target }: Placement): string =>
  [service?.host, source.app, source.version, target.app, target.version].map((x) => x ?? '~').join('|');
