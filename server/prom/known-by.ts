import { alignToGrid } from '#lib/core/time.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { type KnownBy, uncoveredTargets } from '#lib/prom/queries/known-target.ts';
import type { Clock } from '../context.ts';
import type { PromClient } from './client.ts';

/** Whether `up` tells of every target of the mesh, as it is now. Until `up` covers a whole window, less is counted as new. */
export async function findKnownBy(client: PromClient, clock: Clock, signal: AbortSignal): Promise<KnownBy> {
  const at = alignToGrid(epochSeconds.parse(clock.now() / 1000), seconds.parse(1));
  const { vector } = await client.query(uncoveredTargets(), at, signal);
  return vector.length === 0 ? 'up' : 'any-series';
}
