import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { SeenRule } from './split-row.tsx';

/** So many requests make a share worth comparing. */
const enough = 200;

export interface ShareProgress {
  /** `follows`: every declared share lies in the band of the observed one, of enough requests. */
  readonly state: 'waits' | 'moves' | 'follows' | 'mixed';
  readonly says: string;
}

/** How far the traffic of a rule has come to the shares that it declares. */
export function shareProgress(rule: RouteRule, seen: SeenRule): ShareProgress {
  const others = seen.mixedWith.filter((id) => id !== rule.id);
  if (others.length > 0)
    return {
      state: 'mixed',
      says: 'Other rules reach the same destinations: what is observed is a mixture, and cannot be held against this rule.',
    };
  const observed = seen.destinations.map((one) => one.observed);
  if (observed.every((one) => one === null))
    return {
      state: 'waits',
      says: 'Nothing is counted for this rule yet. Where another route or a gateway reaches the same destinations, its share cannot be told apart.',
    };
  const requests = Math.max(0, ...observed.map((one) => one?.requests ?? 0));
  if (requests < enough)
    return {
      state: 'waits',
      says: `${plural(Math.round(requests), 'request')} since the change; ${enough} are needed to compare.`,
    };
  const inside = rule.destinations.every(({ share }, i) => {
    const one = observed[i];
    return share === null || (one == null ? share === 0 : share >= one.low && share <= one.high);
  });
  const counted = `of ${plural(Math.round(requests), 'request')} since the change`;
  return inside
    ? { state: 'follows', says: `Every declared share lies within the band of the observed one, ${counted}.` }
    : { state: 'moves', says: `Not there yet, ${counted}. Proxies take a change within seconds.` };
}
