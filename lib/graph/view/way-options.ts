import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { serviceByHost } from '../addressed-service.ts';
import { waypointEnds } from './backing.ts';
import type { ViewOptions } from './options.ts';

/** How the series of a view are drawn. */
export const wayOptionsOf = (
  { graphType, serviceNodes, soleCluster }: ViewOptions,
  snapshot: MeshSnapshot,
) => ({
  graphType,
  serviceNodes: serviceNodes || graphType === 'service',
  soleCluster,
  means: serviceByHost(snapshot),
  isWaypoint: waypointEnds(snapshot),
});
