import type { IncidentTrendsResponse } from '#lib/api/incidents-contract.ts';

/** Where one problem is going. */
export type TrendOf = IncidentTrendsResponse['problems'][number];
