type Args = Readonly<Record<string, string>>;

/**
 * Whose doing a cause is: something that is written in an object of the mesh, what runs (pods, certificates, the network), the
 * control plane, the application that is called, the one that calls, or something else further down or outside.
 */
export type Blame = 'configuration' | 'platform' | 'control-plane' | 'application' | 'caller' | 'elsewhere';

export interface CauseText {
  readonly title: string;
  readonly blame: Blame;
  /** Why it fails, as the rest of a sentence that began with the symptom and a colon. */
  readonly why: (args: Args) => string;
  readonly fix: (args: Args) => string;
}

/** What each cause is called and said, by its code. */
export const causeTexts = {
  'missing-subset': {
    title: 'The route sends to a subset that is not defined',
    blame: 'configuration',
    why: (a) =>
      `the route sends to subset ${a.subset}, and the DestinationRule in force defines ${a.defined}`,
    fix: (a) =>
      `Define subset ${a.subset}, or take it out of the route. Subsets go in before routes and out after them.`,
  },
  'unknown-destination': {
    title: 'The route leads to a host that the caller does not know',
    blame: 'configuration',
    why: (a) => `requests are sent on to ${a.host}, and ${a.why}`,
    fix: () =>
      'Correct the host, export the Service to the caller, or add the host to the egress of its Sidecar.',
  },
  'route-at-no-gateway': {
    title: 'The route is bound to a gateway that does not exist',
    blame: 'configuration',
    why: (a) =>
      `the VirtualService is bound to Gateway ${a.gateway}, which does not exist, so the gateway has no route`,
    fix: (a) => `Bind it to the Gateway that is served${a.served ? ` (${a.served})` : ''}.`,
  },
  'no-matching-rule': {
    title: 'Requests match no rule of the route',
    blame: 'configuration',
    why: (a) =>
      a.route ? `they match no rule of ${a.route}, and it has none for the rest` : `no route takes ${a.host}`,
    fix: () => 'Add a rule without conditions at the end, or correct the host or the conditions.',
  },
  'fault-injected': {
    title: 'The route injects faults',
    blame: 'configuration',
    why: (a) =>
      a.rule
        ? `${a.rule} injects ${a.fault} on purpose`
        : 'a proxy injects a fault on purpose, by no route that can be seen now',
    fix: () => 'Remove the fault, or limit it to test traffic by a header.',
  },
  'host-out-of-scope': {
    title: 'The Sidecar of the caller leaves the host out',
    blame: 'configuration',
    why: (a) =>
      `Sidecar ${a.sidecar} does not tell ${a.caller} of ${a.hosts}, so it goes past what the proxy knows`,
    fix: () => 'Add the host to the egress hosts of the Sidecar.',
  },
  'egress-blocked': {
    title: 'The host is not registered, and only registered hosts may be called',
    blame: 'configuration',
    why: (a) =>
      `${a.caller} calls a host that no Service and no ServiceEntry names, and only registered hosts may be called`,
    fix: () => 'Declare a ServiceEntry for the host, or allow any host to be called.',
  },
  'plaintext-to-strict': {
    title: 'Plain text is sent to a callee that takes mutual TLS only',
    blame: 'configuration',
    why: (a) => `${a.rule} turns TLS off, ${a.policy} demands it`,
    fix: () =>
      'Send ISTIO_MUTUAL, or take the TLS setting out: mutual TLS is then chosen where the callee speaks it.',
  },
  'mtls-to-unmeshed': {
    title: 'Mutual TLS is demanded of a callee without a proxy',
    blame: 'configuration',
    why: (a) =>
      `DestinationRule ${a.rule} demands ${a.mode}, and pods of ${a.callee} have no proxy to speak it`,
    fix: () =>
      'Take the TLS setting out: mutual TLS is then spoken only where there is a proxy. Or inject the callee again.',
  },
  'tls-origination': {
    title: 'TLS is begun where the other side speaks none',
    blame: 'configuration',
    why: (a) => `DestinationRule ${a.rule} begins TLS, and the other side is declared as ${a.protocol}`,
    fix: () => 'Begin TLS only towards a port that speaks it (targetPort 443), or take the setting out.',
  },
  'network-barred': {
    title: 'A NetworkPolicy keeps the caller out',
    blame: 'configuration',
    why: (a) => `the network drops what ${a.caller} sends: NetworkPolicy ${a.policy} does not let it through`,
    fix: (a) => `Let ${a.caller} through to ${a.callee} in the NetworkPolicy; in ambient port 15008 as well.`,
  },
  'certificate-expired': {
    title: 'A workload certificate has ended',
    blame: 'control-plane',
    why: (a) => `a certificate of ${a.workload} was not renewed in time`,
    fix: () => 'Restart the pods, and look why istiod does not sign: its log, and the clock of the node.',
  },
  'service-selects-nothing': {
    title: 'The Service selects no pod',
    blame: 'configuration',
    why: (a) => `Service ${a.service} selects ${a.selector}, and no workload has that`,
    fix: () => 'Correct the selector, or the labels of the pods.',
  },
  'subset-without-pods': {
    title: 'A subset has no pod that is ready',
    blame: 'configuration',
    why: (a) => `subset ${a.subset} asks for ${a.labels}, and no ready pod of the service has that`,
    fix: () => 'Correct the labels of the subset, bring its pods up, or take its weight away.',
  },
  'no-ready-endpoints': {
    title: 'No pod of the service is ready',
    blame: 'platform',
    why: (a) =>
      a.total === '0'
        ? `${a.workload} has no pod`
        : `${a.ready} of ${a.total} pods of ${a.workload} are ready`,
    fix: (a) =>
      a.total === '0'
        ? 'Scale it up; if it is scaled to none on purpose, take away what calls it.'
        : 'Look at the events and the readiness probe of the pods.',
  },
  'hosts-ejected': {
    title: 'Outlier detection has taken every host out',
    blame: 'configuration',
    why: (a) => `the pods of ${a.host} are ready, but outlier detection may eject ${a.percent} % of them`,
    fix: () =>
      'Lower maxEjectionPercent, so that some hosts always stay, and look why they answer with errors.',
  },
  'pool-overflow': {
    title: 'The connection pool is full',
    blame: 'configuration',
    why: (a) =>
      a.limits
        ? `the pool for ${a.host} allows ${a.limits} to each proxy, and the rest is refused`
        : `the pool for ${a.host} is full, and no DestinationRule limits it now`,
    fix: () => 'Raise the limits to several times of what is in flight, or give the callee more pods.',
  },
  'route-timeout': {
    title: 'The route gives up before the callee answers',
    blame: 'configuration',
    why: (a) => `the route waits ${a.limit}, and ${a.callee} takes longer`,
    fix: (a) => `Raise the timeout above what ${a.callee} takes, or make it faster.`,
  },
  'authorization-denied': {
    title: 'An authorization policy turns the caller away',
    blame: 'configuration',
    why: (a) => `${a.callee} turns ${a.caller} away by AuthorizationPolicy ${a.policy}: ${a.why}`,
    fix: (a) => `Name ${a.caller} in an ALLOW rule, or narrow the DENY rule.`,
  },
  'jwt-refused': {
    title: 'Tokens are refused',
    blame: 'configuration',
    why: (a) =>
      `RequestAuthentication ${a.policy} accepts tokens of ${a.issuers}, and these are of another, have ended, or cannot be verified`,
    fix: () => 'Compare issuer, audience and keys with the tokens that the callers carry.',
  },
  'port-refused': {
    title: 'The Service leads to a port on which nobody listens',
    blame: 'configuration',
    why: (a) =>
      `Service ${a.service} leads to port ${a.port}, and the containers declare ${a.open || 'none'}`,
    fix: () =>
      'Correct targetPort; where the application listens on localhost alone, let it listen on all addresses.',
  },
  'not-listening': {
    title: 'The application does not take connections',
    blame: 'application',
    why: (a) => `the proxy of ${a.workload} is refused by its own application`,
    fix: () =>
      'Look whether it has started, and whether it listens on all addresses and not on localhost alone.',
  },
  'protocol-mismatch': {
    title: 'The two sides speak different protocols',
    blame: 'configuration',
    why: (a) => `${a.what}, and one side speaks another protocol`,
    fix: (a) => a.fix ?? 'Name the port, or its appProtocol, for what the application speaks.',
  },
  'rewrite-wrong': {
    title: 'The route rewrites the path to one that the application does not know',
    blame: 'configuration',
    why: (a) => `${a.route} rewrites the path to ${a.to}, and ${a.callee} answers 404 to it`,
    fix: () => 'Correct the rewrite, or take it out.',
  },
  'rate-limited': {
    title: 'A rate limit is reached',
    blame: 'configuration',
    why: (a) =>
      a.object
        ? `EnvoyFilter ${a.object} limits the rate`
        : 'a proxy limits the rate, by no EnvoyFilter that can be seen now',
    fix: () => 'Raise the limit, or find the caller that uses it up.',
  },
  'rate-limit-service-down': {
    title: 'The rate limit service does not answer',
    blame: 'platform',
    why: () => 'the proxies cannot ask the rate limit service',
    fix: () => 'Bring the service back, or let requests pass where it does not answer.',
  },
  'external-authorization': {
    title: 'The external authorizer says no, or does not answer',
    blame: 'configuration',
    why: (a) =>
      `${a.callee} asks an external authorizer${a.object ? ` (AuthorizationPolicy ${a.object})` : ''}, which says no or does not answer`,
    fix: () => 'Look at the authorizer: its pods, its log, and the provider in the mesh configuration.',
  },
  'proxy-overloaded': {
    title: 'The callee’s proxy is out of memory',
    blame: 'platform',
    why: (a) => `the proxy of ${a.callee} sheds load to stay within its memory`,
    fix: () => 'Raise the memory limit of istio-proxy, or limit what it knows by a Sidecar.',
  },
  'stream-limit': {
    title: 'A limit on the age of streams ends them',
    blame: 'configuration',
    why: (a) =>
      `streams end by a limit on their age or idleness${a.object ? ` (EnvoyFilter ${a.object})` : ''}`,
    fix: () => 'Send keep-alives, or raise the limit.',
  },
  'name-not-resolved': {
    title: 'The name of a ServiceEntry cannot be resolved',
    blame: 'configuration',
    why: (a) => `ServiceEntry ${a.entry} takes its hosts from DNS, and ${a.name} does not resolve`,
    fix: () => 'Correct the host of the ServiceEntry, or look at DNS.',
  },
  'removed-under-way': {
    title: 'A route or a host was removed under way',
    blame: 'platform',
    why: (a) =>
      `the proxy dropped requests while its routes or hosts changed${a.object ? ` (${a.object})` : ''}`,
    fix: () => 'If it is over within a minute, nothing; else give pods time to drain (preStop).',
  },
  'tunnel-cut': {
    title: 'ztunnel cannot reach the callee',
    blame: 'platform',
    why: (a) => `ztunnel cannot connect to ${a.callee}`,
    fix: () => 'Open port 15008 between the nodes and pods of both, also in NetworkPolicies.',
  },
  'extension-missing': {
    title: 'An extension did not arrive',
    blame: 'configuration',
    why: (a) => `the module of ${a.object} did not come, and it fails closed`,
    fix: () => 'Correct its image, or let requests pass without it (failStrategy FAIL_OPEN).',
  },
  'envoy-filter': {
    title: 'An EnvoyFilter answers so',
    blame: 'configuration',
    why: (a) =>
      `stock Istio answers so nowhere${a.object ? `, and EnvoyFilter ${a.object} acts on the proxy` : ''}`,
    fix: () => 'Look at the EnvoyFilters of both ends.',
  },
  'gateway-certificate': {
    title: 'Clients do not take the certificate of the gateway',
    blame: 'platform',
    why: (a) => `Secret ${a.secret} ${a.trouble}, so clients end the handshake before they send a request`,
    fix: () =>
      'Put a valid certificate and its private key into the Secret, and find out why it was not renewed.',
  },
  'waypoint-missing': {
    title: 'The waypoint does not exist',
    blame: 'configuration',
    why: (a) =>
      `the callee is told to use waypoint ${a.waypoint}, which does not exist, so nobody reads its requests`,
    fix: () => 'Create the waypoint, or take the label away.',
  },
  'retries-multiply': {
    title: 'Retries multiply the load on a failing callee',
    blame: 'configuration',
    why: (a) =>
      `each failure is tried up to ${a.attempts} times more, so ${a.callee} gets ${a.times} times what is asked of it`,
    fix: () => 'Try once or twice, and only what is safe to repeat; then look why the callee fails.',
  },
  'node-down': {
    title: 'A node is down',
    blame: 'platform',
    why: (a) => `${a.pods} of ${a.total} pods of ${a.workload} are on node ${a.node}, which is not ready`,
    fix: () => 'Look at the node; until it is back its pods are moved, or taken out of the endpoints.',
  },
  'trust-differs': {
    title: 'The two clusters do not trust each other’s certificates',
    blame: 'platform',
    why: (a) =>
      `${a.caller} and ${a.callee} are in clusters ${a.from} and ${a.to}, whose certificates have different roots`,
    fix: () =>
      'Sign both clusters by one root (Secret cacerts), or let each trust the other’s root; then restart the pods.',
  },
  'callee-restarts': {
    title: 'Pods of the callee go down',
    blame: 'platform',
    why: (a) => `pods of ${a.workload} are restarted (${a.reason})`,
    fix: () => 'Look at the log of the container before its restart, and at its memory limit.',
  },
  'connection-reset': {
    title: 'The application closes connections',
    blame: 'application',
    why: (a) => `${a.workload} closes connections on which requests are under way`,
    fix: () =>
      'Keep idle connections longer in the application than the proxies do (idleTimeout), and drain before it stops.',
  },
  'fails-further-down': {
    title: 'The callee passes on what its own calls end with',
    blame: 'elsewhere',
    why: (a) => `${a.workload} passes on what it gets from ${a.behind} (${a.outcome})`,
    fix: (a) => `Follow it to ${a.behind}.`,
  },
  'connection-denied-behind': {
    title: 'A policy closes a connection of the callee',
    blame: 'configuration',
    why: (a) =>
      `${a.callee} closes the connections of ${a.caller} by AuthorizationPolicy ${a.policy}: ${a.why}`,
    fix: (a) => `Name ${a.caller} in an ALLOW rule of the policy.`,
  },
  'plaintext-behind': {
    title: 'Plain text of the callee goes to a server that takes mutual TLS only',
    blame: 'configuration',
    why: (a) =>
      `connections of ${a.caller} to ${a.callee} end at once: ${a.rule} turns TLS off, ${a.policy} demands it`,
    fix: () =>
      'Send ISTIO_MUTUAL, or take the TLS setting out: mutual TLS is then chosen where the callee speaks it.',
  },
  'application-errors': {
    title: 'The application answers with errors',
    blame: 'application',
    why: (a) =>
      `${a.workload} itself answers so${a.where ? ` (${a.where})` : ''}; no proxy made it, and nothing that it calls fails as much`,
    fix: () => 'Look at the log of the application, and at what was rolled out last.',
  },
  'application-refuses': {
    title: 'The application refuses the requests',
    blame: 'application',
    why: (a) => `${a.workload} itself answers ${a.outcome}; no policy in sight would`,
    fix: () => 'Look at what the callers ask for, and at the log of the application.',
  },
  'outside-fails': {
    title: 'The host outside fails',
    blame: 'elsewhere',
    why: (a) => `${a.host} lies outside of the mesh and fails, or the way to it does`,
    fix: () => 'Ask whose host it is; try it from a pod of the caller.',
  },
  'caller-gave-up': {
    title: 'The caller hangs up before the answer',
    blame: 'caller',
    why: (a) => `${a.caller} does not wait for the answer of ${a.callee}`,
    fix: () => 'Compare the deadline of the caller with the latency of the callee.',
  },
  'slow-further-down': {
    title: 'The callee waits for what it calls',
    blame: 'elsewhere',
    why: (a) => `${a.workload} waits most of the time, longest for ${a.behind}`,
    fix: (a) => `Follow it to ${a.behind}.`,
  },
  'slow-on-the-way': {
    title: 'The time is lost before the callee',
    blame: 'elsewhere',
    why: (a) => `requests of ${a.caller} wait before they arrive at ${a.callee}`,
    fix: () => 'Look at the pool and the retries of the caller, and at the network between the two.',
  },
  'callee-slow': {
    title: 'The callee is slow by itself',
    blame: 'application',
    why: (a) => `${a.workload} takes ${a.own} by itself`,
    fix: (a) =>
      a.outside
        ? 'Ask whose host it is; try it from a pod of the caller.'
        : 'Look at its CPU limit, its pods, and what was rolled out last.',
  },
  'caller-without-pods': {
    title: 'Nobody is left to call',
    blame: 'platform',
    why: (a) => `${a.caller} has no pod that is ready`,
    fix: () => 'Scale it up; if it is scaled to none on purpose, this is why.',
  },
  'proxy-missing': {
    title: 'The caller lost its proxy',
    blame: 'platform',
    why: (a) => `${a.caller} runs without a proxy, ${a.refused}`,
    fix: () => 'Take it into the mesh again: the label of its namespace or template, then restart its pods.',
  },
  'istiod-down': {
    title: 'istiod is down',
    blame: 'control-plane',
    why: (a) =>
      `no istiod runs in ${a.namespace}: proxies keep the configuration that they have, and new pods get none`,
    fix: () => 'Bring istiod back: scale it up, or look why its pods are not ready.',
  },
  'configuration-rejected': {
    title: 'Proxies refuse their configuration',
    blame: 'control-plane',
    why: (a) =>
      `proxies refused ${a.rejects} configurations${a.object ? `; ${a.object} was changed last` : ''}`,
    fix: () => 'Look at the log of istiod for the reason, and take the last change back.',
  },
  'configuration-late': {
    title: 'Changes reach the proxies late',
    blame: 'control-plane',
    why: (a) => `a change takes ${a.seconds} s to reach its proxies`,
    fix: () => 'Give istiod more CPU, and limit what each proxy knows by Sidecars.',
  },
  'certificates-not-renewed': {
    title: 'Certificates of workloads are not renewed',
    blame: 'control-plane',
    why: (a) => `${a.why}: with its certificate a pod loses mutual TLS`,
    fix: () =>
      'Look at the log of istiod, at its signing certificate (Secret cacerts), and whether agents reach it.',
  },
  'root-certificate-ends': {
    title: 'The root certificate ends',
    blame: 'control-plane',
    why: (a) => `the root certificate of the mesh ${a.when}`,
    fix: () => 'Rotate the root certificate: first let every proxy trust both.',
  },
  'injector-down': {
    title: 'Nobody injects proxies',
    blame: 'control-plane',
    why: (a) => `the webhook that injects proxies leads to ${a.service}, which does not answer`,
    fix: () => 'Bring istiod back, or correct the Service that the webhook names.',
  },
} as const satisfies Record<string, CauseText>;

export type CauseCode = keyof typeof causeTexts;

/** In the order in which causes are listed. */
export const causeCodes = Object.keys(causeTexts) as readonly CauseCode[];

export const causeText = (code: CauseCode): CauseText => causeTexts[code];

/** Whether a cause says that an object of the mesh is written wrong. */
export const accusesConfiguration = (code: CauseCode): boolean => causeTexts[code].blame === 'configuration';
