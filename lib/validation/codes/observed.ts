import type { CodeInfo, FindingArgs } from './code-info.ts';

/** How often something was seen: `12 of 600 requests (2 %) in 5 min`. */
const seen = ({ count, total, share, window }: FindingArgs): string =>
  `${count} of ${total} requests (${share}) in ${window}`;

/** What is declared against what runs, WEFT0201 on, and against what was observed, WEFT0220 to WEFT0299: counts are of the window that the text names. */
export const observedCodes = {
  WEFT0201: {
    level: 'warning',
    summary: 'A subset with a share of the requests and no ready pod',
    breaks: 'What the rule sends there fails with 503 (flag UH).',
    fix: 'Take the weight off the subset until its pods are ready.',
    link: 'https://istio.io/latest/docs/concepts/traffic-management/#destination-rules',
    text: (a) =>
      `Subset "${a.subset}" of "${a.host}" is to get ${a.share}, and none of its ${a.pods} pods is ready.`,
  },
  WEFT0205: {
    level: 'error',
    summary: 'Mutual TLS to pods without a proxy',
    breaks: 'The handshake fails: callers get 503 (flag UF).',
    fix: 'Have the pods injected, or remove the tls setting: Istio sends plain text to pods without a proxy by itself.',
    link: 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls',
    text: (a) => `${a.count} of the ${a.total} pods of "${a.host}" have no proxy (${a.example}).`,
  },
  WEFT0220: {
    level: 'warning',
    summary: 'A fault injection that requests run into',
    breaks:
      'Requests are aborted (flag FI) or held up (DI) by their own proxy, on purpose: a test that was left on looks like an outage.',
    fix: 'Remove the fault, or narrow its rule to the requests of the test.',
    link: 'https://istio.io/latest/docs/tasks/traffic-management/fault-injection/',
    text: (a) => `${seen(a)} were aborted or held up by it, sent by ${a.callers}.`,
  },
  WEFT0221: {
    level: 'warning',
    summary: 'A timeout that the callee does not keep',
    breaks:
      'Over a hundredth of the requests is cut off with 504 (flag UT): the callee is slower than its callers wait.',
    fix: 'Find out why the callee is slow, or raise the timeout beyond its 99th percentile.',
    link: 'https://istio.io/latest/docs/concepts/traffic-management/#timeouts',
    text: (a) => `${seen(a)} took longer than ${a.limit} and were cut off, sent by ${a.callers}.`,
  },
  WEFT0222: {
    level: 'warning',
    summary: 'A timeout below the 99th percentile of the latency',
    breaks:
      'More than one request in a hundred takes longer than its callers will wait: it ends in 504 (flag UT) where this timeout acts.',
    fix: 'Raise the timeout beyond the 99th percentile, or make the callee faster first.',
    link: 'https://istio.io/latest/docs/concepts/traffic-management/#timeouts',
    text: (a) =>
      `${a.slow} of the requests to ${a.host} took longer than ${a.bound} in ${a.window}, and ${a.callers} are to wait ${a.limit}.`,
  },
  WEFT0223: {
    level: 'warning',
    summary: 'A connection pool that refuses requests',
    breaks:
      'The caller’s own proxy answers 503 (flag UO) as soon as one of its pods has more in flight than the pool admits.',
    fix: 'Raise the limit to twice what a pod has in flight at peak, or give the callee more pods.',
    link: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings',
    text: (a) => `${seen(a)} to ${a.host} were refused (${a.limits}), sent by ${a.callers}.`,
  },
  WEFT0224: {
    level: 'warning',
    summary: 'A connection pool below what one pod has in flight',
    breaks: 'With a little more load the caller’s proxy refuses requests with 503 (flag UO).',
    fix: 'Raise the limit to twice what a pod has in flight at peak, or give the callee more pods.',
    link: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings',
    text: (a) =>
      `One pod of ${a.callers} has ${a.inFlight} requests to ${a.host} in flight on average in ${a.window}, and http2MaxRequests is ${a.limit}.`,
  },
  WEFT0225: {
    level: 'warning',
    summary: 'Retries that multiply the load',
    breaks:
      'The callee gets much more than is asked of it, which keeps one that fails under load from recovering.',
    fix: 'Lower attempts, retry only what can succeed, or set a retry budget; then look at why the first tries fail.',
    link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
    text: (a) =>
      `${a.host} got ${a.count} tries for ${a.total} requests (${a.times} each) in ${a.window}; attempts is ${a.attempts}. Sent by ${a.callers}.`,
  },
  WEFT0226: {
    level: 'warning',
    summary: 'Outlier detection that may eject every host',
    breaks:
      'Requests fail with 503 (flag UH) although pods are ready: what fails some of the time is out all of the time.',
    fix: 'Lower maxEjectionPercent, or set minHealthPercent, so that some hosts stay.',
    link: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection',
    text: (a) =>
      `${seen(a)} to ${a.host} found no host although its ${a.ready} pods are ready; ${a.percent} % may be ejected.`,
  },
  WEFT0227: {
    level: 'warning',
    summary: 'A destination with a weight that gets no requests',
    breaks:
      'The version is not tried although the route says so; what was meant for it fails, or goes elsewhere.',
    fix: 'Look whether the destination has ready pods and its subset exists, and whether another rule takes the requests first.',
    link: 'https://istio.io/latest/docs/concepts/traffic-management/#routing-rules',
    text: (a) =>
      `Of ${a.total} requests of ${a.callers} some ${a.count} were due to ${a.to} (weight ${a.weight}), and none arrived.`,
  },
  WEFT0228: {
    level: 'warning',
    summary: 'Calls to a host that may not be called',
    breaks:
      'Only registered hosts may be called (REGISTRY_ONLY): these requests end at BlackHoleCluster with 502, connections are closed.',
    fix: 'Add a ServiceEntry for the host, or remove the call.',
    link: 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/',
    text: (a) =>
      `${a.count} calls to hosts that no Service and no ServiceEntry names ended at BlackHoleCluster in ${a.window}.`,
  },
  WEFT0229: {
    level: 'info',
    summary: 'Calls to a host that the mesh does not know',
    breaks:
      'The calls work, without a name, retries, policy or telemetry of their own, and would end under REGISTRY_ONLY.',
    fix: 'Add a ServiceEntry for the host.',
    link: 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/',
    text: (a) => `${a.count} calls left by PassthroughCluster in ${a.window}.`,
  },
  WEFT0230: {
    level: 'warning',
    summary: 'Callers in plain text of a workload that demands mutual TLS',
    breaks: 'Their connections are closed: they get 503 (flag UC), and the callee tells of nothing.',
    fix: 'Give the callers a proxy, or set PERMISSIVE until they have one.',
    link: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
    text: (a) => `${seen(a)} reached ${a.callee} in plain text, which is refused now, from ${a.callers}.`,
  },
  WEFT0231: {
    level: 'info',
    summary: 'Callers that STRICT would cut off',
    breaks: 'Nothing yet: both are let in. These callers speak plain text and stand in the way of STRICT.',
    fix: 'Give the callers a proxy before the mode becomes STRICT.',
    link: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
    text: (a) => `${seen(a)} came in plain text, from ${a.callers}.`,
  },
  WEFT0232: {
    level: 'info',
    summary: 'A caller that a policy lets in and that was not seen',
    breaks: 'Where the name is wrong, who was meant is refused with 403 (PERMISSION_DENIED of gRPC).',
    fix: 'Compare the name with the service account of the caller.',
    link: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    text: (a) =>
      `No caller in ${a.window} has the ${a.what} ${a.name}; ${a.callers} called, and ${a.count} of ${a.total} requests were refused.`,
  },
  WEFT0233: {
    level: 'warning',
    summary: 'Callers whose tokens are refused',
    breaks:
      'Requests end in 401: their token is of no issuer that is accepted here, is expired, or the application refuses it.',
    fix: 'Compare issuer and audiences with the tokens that the callers carry; accept the old issuer until they have new ones.',
    link: 'https://istio.io/latest/docs/reference/config/security/request_authentication/',
    text: (a) =>
      `${seen(a)} to ${a.callee} were answered 401, by its proxy or by the application, sent by ${a.callers}; tokens of ${a.issuers} are accepted.`,
  },
  WEFT0234: {
    level: 'warning',
    summary: 'A NetworkPolicy that drops what is sent',
    breaks: 'The packets are dropped: connections time out (flags UF, UT), and the callee tells of nothing.',
    fix: 'Admit the caller in the policy, by its pods and namespace or, outside of the cluster, by addresses.',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    text: (a) =>
      `${seen(a)} to ${a.host} were not answered, and the policy admits none of them; sent by ${a.callers}.`,
  },
} as const satisfies Record<string, CodeInfo>;
