type Args = Readonly<Record<string, string>>;

/** What each step says, by its code. A text is a whole sentence without the full stop. */
const stepTexts = {
  // Who calls.
  'caller-sidecar': (a) => `The sidecar of ${a.caller} takes the request`,
  'caller-gateway': (a) => `${a.caller} is a gateway and passes on what arrives at port ${a.port}`,
  'caller-ambient': (a) => `ztunnel carries what ${a.caller} sends; it reads no HTTP`,
  'caller-waypoint': (a) => `The waypoint ${a.waypoint} routes requests to ${a.host}`,
  'caller-waypoint-missing': (a) =>
    `${a.host} is to use the waypoint ${a.waypoint}, which is not there: ztunnel alone acts`,
  'caller-bare': (a) => `${a.caller} has no proxy: no rule of the mesh applies to what it sends`,
  'caller-no-pods': (a) => `${a.caller} has no pods; it is taken to have a sidecar`,
  'caller-outside': () => 'The request comes from outside the mesh, without a proxy and without an identity',
  'caller-port-excluded': (a) =>
    `Port ${a.port} is left out of what the sidecar captures: no rule of the mesh applies`,
  'caller-limited': (a) => `A Sidecar limits what the proxy knows; it lets ${a.host} through by ${a.pattern}`,
  'caller-patched': (a) =>
    `A ${a.kind} changes what the proxy of ${a.who} does; what it does is not simulated`,
  // Which host is meant.
  'host-address': (a) => `${a.address} is the address of ${a.host}`,
  'host-alias': (a) => `${a.host} is another name (ExternalName) for ${a.to}, which is what is called`,
  'host-pod': (a) => `${a.address} is the address of a pod of ${a.target}: no rule about a Service applies`,
  'host-no-name': (a) => `${a.host} is no name that anything can be called by`,
  'host-perhaps': (a) =>
    `No Service is called ${a.host}; whether it is a name that DNS outside of the cluster knows is not known here`,
  'host-service': (a) => `${a.written} is the Service ${a.host}`,
  'host-entry': (a) => `${a.written} is declared by a ServiceEntry as ${a.host}`,
  'host-port-missing': (a) => `${a.host} declares no port ${a.port}; it declares ${a.ports}`,
  'host-hidden': (a) => `${a.host} is there, and not exported to namespace ${a.namespace}`,
  'host-out-of-scope': (a) => `${a.host} is there, and the Sidecar of the caller leaves it out`,
  'host-unknown': (a) => `Nothing that the proxy knows is called ${a.host}`,
  'host-passthrough': () =>
    'The proxy lets unknown hosts through (ALLOW_ANY): the connection goes on as it is, to PassthroughCluster',
  'host-blocked': () => 'The proxy lets no unknown host through (REGISTRY_ONLY): BlackHoleCluster',
  'host-unresolved': (a) => `${a.host} is no name that DNS of the cluster knows`,
  'host-protocol': (a) => `Port ${a.port} is ${a.protocol}${a.how}`,
  'protocol-unread': (a) =>
    `To the proxies port ${a.port} is ${a.protocol}: they pass on bytes, and method, path and headers decide nothing`,
  'protocol-mismatch': (a) => `The port is declared ${a.protocol} and the client speaks something else`,
  'server-taken': (a) => `A server of the Gateway takes ${a.host} on port ${a.port}`,
  'server-none': (a) => `No server of a Gateway takes ${a.host} on port ${a.port}`,
  'server-closed': (a) => `No Gateway of these pods listens on port ${a.port}`,
  'server-redirects': (a) => `The server answers plain HTTP on port ${a.port} with a redirect to HTTPS`,
  'server-tls': (a) => `The server ends TLS with ${a.credential}`,
  // Which rule takes it.
  'route-object': (a) => `${a.kind} ${a.name} routes ${a.host}`,
  'route-merged': (a) =>
    `${a.count} VirtualServices hold ${a.host} at this gateway; their rules are merged, the oldest object first`,
  'route-ignored': (a) =>
    `${a.name} is for ${a.host} too and is not used: in the mesh the oldest alone counts`,
  'route-rule': (a) => `Rule ${a.rule} takes it${a.why}`,
  'route-none': (a) => `No rule of ${a.count} takes it`,
  'route-unknown': (a) => `Whether rule ${a.rule} takes it is not known: ${a.why}`,
  'route-unbound': (a) => `No route is bound to this gateway for ${a.host}`,
  'route-default': (a) => `No route is about ${a.host}: the request goes there by default`,
  'route-redirect': (a) => `The rule answers with a redirect to ${a.to}`,
  'route-direct': (a) => `The rule answers itself with status ${a.status}`,
  'route-empty': () => 'The rule has no destination with a weight',
  'route-delegate-missing': (a) => `The rule delegates to ${a.delegate}, which is not there: it is left out`,
  'route-rewrite': (a) => `The rule rewrites ${a.what}`,
  'route-fault': (a) => `The rule injects a fault: ${a.what}`,
  'route-timeout': (a) => `Timeout ${a.timeout}`,
  'route-no-timeout': () => 'No timeout: Istio sets none where none is written',
  'route-retries': (a) => `Retries: ${a.retries}`,
  'route-mirror': (a) => `${a.percent} is copied to ${a.host}`,
  'route-also': (a) => `The rule also sets ${a.what}`,
  // Where it is sent.
  'destination-unknown': (a) => `The route sends to ${a.host}, and ${a.why}`,
  'destination-rule': (a) => `DestinationRule ${a.name} governs, by ${a.tier}`,
  'destination-no-rule': () => 'No DestinationRule governs: the defaults of the mesh apply',
  'subset-defined': (a) => `Subset ${a.subset} selects ${a.labels}`,
  'subset-missing': (a) =>
    `Subset ${a.subset} is not defined by the DestinationRule in force; it defines ${a.defined}`,
  'subset-no-rule': (a) => `Subset ${a.subset} is asked for, and no DestinationRule governs`,
  'no-endpoints': (a) => `No ready pod: ${a.why}`,
  endpoints: (a) => `${a.ready} ready to take it`,
  'pool-limits': (a) => `Limits of the connection pool: ${a.limits}`,
  'outlier-detection': (a) => `Pods that fail are ejected: ${a.limits}`,
  'load-balancing': (a) => `Pods are chosen by ${a.how}`,
  'reaches-machine': (a) =>
    `The request goes to ${a.address}, a machine that a WorkloadEntry declares; what a proxy there would ask for is not simulated`,
  'leaves-mesh': (a) => `The request leaves the mesh to ${a.address}`,
  // The connection.
  'mtls-auto': () => 'Mutual TLS on both ends: the caller uses it by itself where the callee has a proxy',
  'mtls-declared': () => 'Mutual TLS, as the DestinationRule says',
  'mtls-hbone': () => 'Mutual TLS through the tunnel of ztunnel (HBONE)',
  'plain-accepted': (a) => `Plain text: ${a.why}; the callee takes it (${a.mode})`,
  'plain-no-proxy': (a) => `Plain text: ${a.why}`,
  'plain-to-strict': (a) =>
    `The caller sends plain text (${a.why}), and mTLS mode STRICT demands mutual TLS: the connection is cut`,
  'mtls-to-no-proxy': () =>
    'The caller sends mutual TLS, and no proxy stands before the callee: the handshake fails',
  'mtls-to-disabled': () =>
    'The caller sends mutual TLS, and mTLS mode DISABLE of the callee takes plain text alone: the handshake fails',
  'tls-to-server': (a) => `The caller starts TLS itself (${a.mode}), as the DestinationRule says`,
  'tls-to-plain': (a) =>
    `The caller starts TLS (${a.mode}), and the port of the callee speaks none: the handshake fails`,
  'peer-authentication': (a) => `The callee is ${a.mode} on port ${a.port}, ${a.from}`,
  'network-open': () => 'No NetworkPolicy selects the pods of either end: the network lets them talk',
  'network-egress': (a) =>
    `NetworkPolicy lets ${a.source} send to ${a.target} on port ${a.port}, by egress rule ${a.rule}`,
  'network-ingress': (a) =>
    `NetworkPolicy lets ${a.source} in to ${a.target} on port ${a.port}, by ingress rule ${a.rule}`,
  'network-egress-barred': (a) =>
    `This NetworkPolicy selects ${a.source} and does not let it send to ${a.target} on port ${a.port}: ${a.why}; the packets are dropped, if the network plugin enforces NetworkPolicy`,
  'network-ingress-barred': (a) =>
    `This NetworkPolicy selects ${a.target} and does not let ${a.source} in on port ${a.port}: ${a.why}; the packets are dropped, if the network plugin enforces NetworkPolicy`,
  'network-egress-unknown': (a) =>
    `Whether this NetworkPolicy lets ${a.source} send to ${a.target} on port ${a.port} is not known: ${a.why}, and the address or the port is not known here`,
  'network-ingress-unknown': (a) =>
    `Whether this NetworkPolicy lets ${a.source} in to ${a.target} on port ${a.port} is not known: ${a.why}, and the address or the port is not known here`,
  'network-of-node': () =>
    'Pods at one end use the network of their node, and what NetworkPolicies do to such pods is not defined',
  'network-no-dns': (a) =>
    `This NetworkPolicy does not let ${a.source} ask the DNS of the cluster on UDP port ${a.port}: ${a.why}; it would not find the name, if the network plugin enforces NetworkPolicy`,
  // Who lets it in.
  'callee-bare': () => 'No proxy stands before the callee: no policy is looked at',
  'callee-port-excluded': (a) =>
    `Port ${a.port} is left out of what the proxy of the callee captures: no policy is looked at`,
  'jwt-none': () => 'RequestAuthentication applies, and a request without a token passes it',
  'jwt-accepted': (a) => `The token of ${a.issuer} is accepted`,
  'jwt-issuer': (a) => `No rule of RequestAuthentication names the issuer ${a.issuer}`,
  'jwt-audience': (a) => `The token is for ${a.audiences}, and the rule takes ${a.wanted}`,
  'jwt-unread': () => 'A token is given and no RequestAuthentication applies: it is not looked at',
  'authz-none': (a) => `No AuthorizationPolicy applies at ${a.by}: everybody is let in`,
  'authz-custom': (a) => `CUSTOM rule ${a.rule} takes it: the provider ${a.provider} decides`,
  'authz-custom-missing': (a) =>
    `CUSTOM rule ${a.rule} takes it, and the provider ${a.provider} is not there to answer`,
  'authz-denied': (a) => `DENY rule ${a.rule} takes it${a.why}`,
  'authz-deny-unknown': (a) => `Whether DENY rule ${a.rule} takes it is not known: ${a.why}`,
  'authz-passed-deny': (a) => `No DENY rule takes it: ${a.why}`,
  'authz-allowed': (a) => `ALLOW rule ${a.rule} takes it${a.why}`,
  'authz-not-allowed': (a) => `No rule of this ALLOW policy takes it: ${a.why}`,
  'authz-allow-empty': () => 'This ALLOW policy has no rules: it lets nobody in',
  'authz-allow-unknown': (a) => `Whether ALLOW rule ${a.rule} takes it is not known: ${a.why}`,
  'authz-refused': () => 'ALLOW policies apply and none of their rules takes the request',
  'authz-layer-seven': (a) => `The policy asks for ${a.field}, which ztunnel cannot read`,
  'kind-unread': (a) => `${a.kind} cannot be read here, so what it says is not known`,
  covered: () => 'An object in a namespace that you may not read decides this',
} as const satisfies Readonly<Record<string, (args: Args) => string>>;

export type StepCode = keyof typeof stepTexts;

const [first, ...rest] = Object.keys(stepTexts) as StepCode[];
/** All codes, for the contract. */
export const stepCodes: [StepCode, ...StepCode[]] = [first ?? 'covered', ...rest];

/** A step in words. */
export const stepText = ({ code, args }: { readonly code: StepCode; readonly args: Args }): string =>
  stepTexts[code](args);
