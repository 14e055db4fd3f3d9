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
  WEFT0010: {
    level: 'error',
    summary: 'A rule that sends its requests nowhere',
    breaks: 'Every request that the rule takes is refused at once.',
    fix: 'Give one of the backends a weight above 0, or add a backend or a redirect.',
    link: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
    text: (a) =>
      a.why === 'weights'
        ? `All backends have weight 0: requests are answered with ${a.answer}.`
        : `The rule has no backend and no redirect: requests are answered with ${a.answer}.`,
  },
  WEFT0011: {
    level: 'error',
    summary: 'A route by a port that the Service does not have',
    breaks:
      'Requests to that backend fail: the proxy has no such cluster (NC). A route attached to such a port of its parent never applies.',
    fix: 'Name a port of the Service (port, not targetPort).',
    link: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
    text: (a) => `Service ${a.service} has no port ${a.port}; it has ${a.ports}.`,
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
