import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { lastTraffic } from '#lib/diagnosis/trend.ts';
import type { TrendOf } from './trend-of.ts';

/**
 * The moment at which an edge of a problem is to be looked at: null for that of the page, where it is on the graph; else its last
 * traffic, as far as series tell of it alone, or the last of the earlier moments at which it was seen.
 */
export function edgeMoment(
  { edges }: Pick<OpenProblem, 'edges'>,
  id: EdgeId,
  ends: IncidentsResponse['ends'],
  trend: TrendOf | null,
): EpochSeconds | null {
  const lastAt = ends.find((each) => each.id === id)?.lastAt ?? null;
  if (lastAt === null) return null;
  const alone = trend?.measure === 'requests' && edges.length === 1 && edges[0] === id;
  return (alone ? lastTraffic(trend.points) : null) ?? lastAt;
}
