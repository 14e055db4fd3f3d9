import type { Seconds } from '#lib/core/units.ts';
import { call, type NamedQuery, over, select, sumBy } from '../promql.ts';

/** Configurations that proxies refused in the last `ago` seconds, of whatever object; istiod counts them and names none. */
export const rejectsSince = (ago: Seconds): NamedQuery => ({
  name: 'rejects-since-change',
  expr: sumBy([], call('increase', over(select('pilot_total_xds_rejects'), ago))),
});
