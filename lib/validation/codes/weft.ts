import type { CodeInfo } from './code-info.ts';

/** What only Weft reports: WEFT0001 to WEFT0999. */
export const weftCodes = {
  WEFT0001: {
    level: 'warning',
    summary: 'Retries that the timeout never lets happen',
    breaks:
      'The route gives up (504 UT) before the last tries can run, so fewer retries are made than are written.',
    fix: 'Raise the timeout, or lower attempts or perTryTimeout.',
    link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
    text: (a) =>
      `${a.tries} tries of ${a.perTry} need ${a.needed}, and the timeout is ${a.timeout}: at most ${a.possible} of them can run to their end.`,
  },
  WEFT0900: {
    level: 'info',
    summary: 'A check that failed on this object',
    breaks: 'Nothing in the mesh: what this check looks for is not known here.',
    fix: 'Report it with the object, as a fault of Weft.',
    link: 'https://istio.io/latest/docs/ops/diagnostic-tools/istioctl-analyze/',
    text: (a) => `The check ${a.rule} failed: ${a.why}`,
  },
} as const satisfies Record<string, CodeInfo>;
