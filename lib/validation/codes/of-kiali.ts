import type { CodeInfo } from './code-info.ts';

/**
 * What Kiali reports and Istio does not, under names of Weft's own: WEFT1001 to WEFT1999. `kiali.ts` says which code of
 * Kiali's each one answers to.
 */
export const codesOfKiali = {} as const satisfies Record<string, CodeInfo>;
