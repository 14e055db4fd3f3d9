import type { CauseWords } from './cause-words.ts';

/** What is written wrong, or meant otherwise, in an object of the mesh. */
export const configurationCauses = {
  'missing-subset': {
    title: 'The route sends to a subset that is not defined',
    why: (a) =>
      `the route sends to subset ${a.subset}, and the DestinationRule in force defines ${a.defined}`,
    fix: (a) =>
      `Define subset ${a.subset}, or take it out of the route. Subsets go in before routes and out after them.`,
  },
  'unknown-destination': {
    title: 'The route leads to a host that the caller does not know',
    why: (a) => `requests are sent on to ${a.host}, and ${a.why}`,
    fix: () =>
      'Correct the host, export the Service to the caller, or add the host to the egress of its Sidecar.',
  },
  'route-at-no-gateway': {
    title: 'The route is bound to a gateway that does not exist',
    why: (a) =>
      `the VirtualService is bound to Gateway ${a.gateway}, which does not exist, so the gateway has no route`,
    fix: (a) => `Bind it to the Gateway that is served${a.served ? ` (${a.served})` : ''}.`,
  },
  'no-matching-rule': {
    title: 'Requests match no rule of the route',
    why: (a) =>
      a.route ? `they match no rule of ${a.route}, and it has none for the rest` : `no route takes ${a.host}`,
    fix: () => 'Add a rule without conditions at the end, or correct the host or the conditions.',
  },
  'fault-injected': {
    title: 'The route injects faults',
    why: (a) =>
      a.rule
        ? `${a.rule} injects ${a.fault} on purpose`
        : 'a proxy injects a fault on purpose, by no route that can be seen now',
    fix: () => 'Remove the fault, or limit it to test traffic by a header.',
  },
  'host-out-of-scope': {
    title: 'The Sidecar of the caller leaves the host out',
    why: (a) =>
      `Sidecar ${a.sidecar} does not tell ${a.caller} of ${a.hosts}, so it goes past what the proxy knows`,
    fix: () => 'Add the host to the egress hosts of the Sidecar.',
  },
  'egress-blocked': {
    title: 'The host is not registered, and only registered hosts may be called',
    why: (a) =>
      `${a.caller} calls a host that no Service and no ServiceEntry names, and only registered hosts may be called`,
    fix: () => 'Declare a ServiceEntry for the host, or allow any host to be called.',
  },
  'plaintext-to-strict': {
    title: 'Plain text is sent to a callee that takes mutual TLS only',
    why: (a) => `${a.rule} turns TLS off, ${a.policy} demands it`,
    fix: () =>
      'Send ISTIO_MUTUAL, or take the TLS setting out: mutual TLS is then chosen where the callee speaks it.',
  },
  'mtls-to-unmeshed': {
    title: 'Mutual TLS is demanded of a callee without a proxy',
    why: (a) =>
      `DestinationRule ${a.rule} demands ${a.mode}, and pods of ${a.callee} have no proxy to speak it`,
    fix: () =>
      'Take the TLS setting out: mutual TLS is then spoken only where there is a proxy. Or inject the callee again.',
  },
  'tls-origination': {
    title: 'TLS is begun where the other side speaks none',
    why: (a) => `DestinationRule ${a.rule} begins TLS, and the other side is declared as ${a.protocol}`,
    fix: () => 'Begin TLS only towards a port that speaks it (targetPort 443), or take the setting out.',
  },
  'network-barred': {
    title: 'A NetworkPolicy keeps the caller out',
    why: (a) => `the network drops what ${a.caller} sends: NetworkPolicy ${a.policy} does not let it through`,
    fix: (a) => `Let ${a.caller} through to ${a.callee} in the NetworkPolicy; in ambient port 15008 as well.`,
  },
  'service-selects-nothing': {
    title: 'The Service selects no pod',
    why: (a) => `Service ${a.service} selects ${a.selector}, and no workload has that`,
    fix: () => 'Correct the selector, or the labels of the pods.',
  },
  'subset-without-pods': {
    title: 'A subset has no pod that is ready',
    why: (a) => `subset ${a.subset} asks for ${a.labels}, and no ready pod of the service has that`,
    fix: () => 'Correct the labels of the subset, bring its pods up, or take its weight away.',
  },
  'hosts-ejected': {
    title: 'Outlier detection has taken every host out',
    why: (a) => `the pods of ${a.host} are ready, but outlier detection may eject ${a.percent} % of them`,
    fix: () =>
      'Lower maxEjectionPercent, so that some hosts always stay, and look why they answer with errors.',
  },
  'pool-overflow': {
    title: 'The connection pool is full',
    why: (a) =>
      a.limits
        ? `the pool for ${a.host} allows ${a.limits} to each proxy, and the rest is refused`
        : `the pool for ${a.host} is full, and no DestinationRule limits it now`,
    fix: () => 'Raise the limits to several times of what is in flight, or give the callee more pods.',
  },
  'route-timeout': {
    title: 'The route gives up before the callee answers',
    why: (a) => `the route waits ${a.limit}, and ${a.callee} takes longer`,
    fix: (a) => `Raise the timeout above what ${a.callee} takes, or make it faster.`,
  },
  'authorization-denied': {
    title: 'An authorization policy turns the caller away',
    why: (a) => `${a.callee} turns ${a.caller} away by AuthorizationPolicy ${a.policy}: ${a.why}`,
    fix: (a) => `Name ${a.caller} in an ALLOW rule, or narrow the DENY rule.`,
  },
  'jwt-refused': {
    title: 'Tokens are refused',
    why: (a) =>
      `RequestAuthentication ${a.policy} accepts tokens of ${a.issuers}, and these are of another, have ended, or cannot be verified`,
    fix: () => 'Compare issuer, audience and keys with the tokens that the callers carry.',
  },
  'port-refused': {
    title: 'The Service leads to a port on which nobody listens',
    why: (a) =>
      `Service ${a.service} leads to port ${a.port}, and the containers declare ${a.open || 'none'}`,
    fix: () =>
      'Correct targetPort; where the application listens on localhost alone, let it listen on all addresses.',
  },
  'protocol-mismatch': {
    title: 'The two sides speak different protocols',
    why: (a) => `${a.what}, and one side speaks another protocol`,
    fix: (a) => a.fix ?? 'Name the port, or its appProtocol, for what the application speaks.',
  },
  'rewrite-wrong': {
    title: 'The route rewrites the path to one that the application does not know',
    why: (a) => `${a.route} rewrites the path to ${a.to}, and ${a.callee} answers 404 to it`,
    fix: () => 'Correct the rewrite, or take it out.',
  },
  'rate-limited': {
    title: 'A rate limit is reached',
    why: (a) =>
      a.object
        ? `EnvoyFilter ${a.object} limits the rate`
        : 'a proxy limits the rate, by no EnvoyFilter that can be seen now',
    fix: () => 'Raise the limit, or find the caller that uses it up.',
  },
  'external-authorization': {
    title: 'The external authorizer says no, or does not answer',
    why: (a) =>
      `${a.callee} asks an external authorizer${a.object ? ` (AuthorizationPolicy ${a.object})` : ''}, which says no or does not answer`,
    fix: () => 'Look at the authorizer: its pods, its log, and the provider in the mesh configuration.',
  },
  'stream-limit': {
    title: 'A limit on the age of streams ends them',
    why: (a) =>
      `streams end by a limit on their age or idleness${a.object ? ` (EnvoyFilter ${a.object})` : ''}`,
    fix: () => 'Send keep-alives, or raise the limit.',
  },
  'name-not-resolved': {
    title: 'The name of a ServiceEntry cannot be resolved',
    why: (a) => `ServiceEntry ${a.entry} takes its hosts from DNS, and ${a.name} does not resolve`,
    fix: () => 'Correct the host of the ServiceEntry, or look at DNS.',
  },
  'extension-missing': {
    title: 'An extension did not arrive',
    why: (a) => `the module of ${a.object} did not come, and it fails closed`,
    fix: () => 'Correct its image, or let requests pass without it (failStrategy FAIL_OPEN).',
  },
  'envoy-filter': {
    title: 'An EnvoyFilter answers so',
    why: (a) =>
      `stock Istio answers so nowhere${a.object ? `, and EnvoyFilter ${a.object} acts on the proxy` : ''}`,
    fix: () => 'Look at the EnvoyFilters of both ends.',
  },
  'waypoint-missing': {
    title: 'The waypoint does not exist',
    why: (a) =>
      `the callee is told to use waypoint ${a.waypoint}, which does not exist, so nobody reads its requests`,
    fix: () => 'Create the waypoint, or take the label away.',
  },
  'retries-multiply': {
    title: 'Retries multiply the load on a failing callee',
    why: (a) =>
      `each failure is tried up to ${a.attempts} times more, so ${a.callee} gets ${a.times} times what is asked of it`,
    fix: () => 'Try once or twice, and only what is safe to repeat; then look why the callee fails.',
  },
  'connection-denied-behind': {
    title: 'A policy closes a connection of the callee',
    why: (a) =>
      `${a.callee} closes the connections of ${a.caller} by AuthorizationPolicy ${a.policy}: ${a.why}`,
    fix: (a) => `Name ${a.caller} in an ALLOW rule of the policy.`,
  },
  'plaintext-behind': {
    title: 'Plain text of the callee goes to a server that takes mutual TLS only',
    why: (a) =>
      `connections of ${a.caller} to ${a.callee} end at once: ${a.rule} turns TLS off, ${a.policy} demands it`,
    fix: () =>
      'Send ISTIO_MUTUAL, or take the TLS setting out: mutual TLS is then chosen where the callee speaks it.',
  },
} as const satisfies Record<string, CauseWords>;
