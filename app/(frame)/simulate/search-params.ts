import { simulateParams } from '#components/simulate/simulate-params.ts';

/** What the link says of this page alone: the request. */
export const simulateSearchParams = simulateParams;
