import type { CodeInfo } from './code-info.ts';

const virtualService = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/';
const destinationRule = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';
const authorization = 'https://istio.io/latest/docs/reference/config/security/authorization-policy/';
const sidecar = 'https://istio.io/latest/docs/reference/config/networking/sidecar/';
const serviceEntry = 'https://istio.io/latest/docs/reference/config/networking/service-entry/';
const workloadGroup = 'https://istio.io/latest/docs/reference/config/networking/workload-group/';
const gatewayApi = 'https://gateway-api.sigs.k8s.io/api-types';

/** What keeps a route from its parent or backend, in words. */
const refusals: Readonly<Record<string, string>> = {
  missing: 'does not exist',
  section: 'has no listener of that name',
  namespace: 'takes no routes of this namespace',
};

/**
 * What Kiali reports and Istio does not, under names of Weft's own: WEFT1001 to WEFT1999. `kiali.ts` says which code of
 * Kiali's each one answers to.
 */
export const codesOfKiali = {
  WEFT1001: {
    level: 'warning',
    summary: 'Exported to a namespace that does not exist',
    breaks:
      'Nobody sees the object there; where a name is misspelt, the callers it was meant for do not use it.',
    fix: 'Correct the name, or remove it from exportTo.',
    link: `${virtualService}#VirtualService`,
    text: (a) => `No namespace is named "${a.namespace}".`,
  },
  WEFT1002: {
    level: 'warning',
    summary: 'A method that no request has',
    breaks: 'The entry matches nothing: methods are compared with their case.',
    fix: 'Write a method of HTTP, such as GET. A gRPC call is a POST; its method is in the path.',
    link: `${authorization}#Operation`,
    text: (a) => `"${a.method}" is no method of HTTP.`,
  },
  WEFT1003: {
    level: 'warning',
    summary: 'A policy about a host that nobody has',
    breaks: 'The entry matches no request; an ALLOW policy refuses what it was meant for.',
    fix: 'Write the host as callers write it.',
    link: `${authorization}#Operation`,
    text: (a) => `Host "${a.host}" looks like a Service and is none.`,
  },
  WEFT1004: {
    level: 'error',
    summary: 'A policy about callers that send plain text',
    breaks:
      'Without mutual TLS a request carries no identity: an ALLOW rule about it matches nothing, so callers are refused (403), and a DENY rule stops nobody.',
    fix: 'Turn mutual TLS on for these callers, or judge by something that does not need it.',
    link: `${authorization}#Source`,
    text: (a) => `This needs mutual TLS, and ${a.why}.`,
  },
  WEFT1005: {
    level: 'error',
    summary: 'A principal that no workload has',
    breaks: 'The entry matches nobody: an ALLOW rule lets nobody in, a DENY rule stops nobody.',
    fix: 'Write trust-domain/ns/namespace/sa/service-account of a workload that calls.',
    link: `${authorization}#Source`,
    text: (a) =>
      a.why === 'form'
        ? `"${a.principal}" is no principal: those are written trust-domain/ns/namespace/sa/service-account.`
        : a.why === 'idle'
          ? `No workload runs as ServiceAccount ${a.namespace}/${a.account} now.`
          : `ServiceAccount ${a.namespace}/${a.account} does not exist.`,
  },
  WEFT1006: {
    level: 'info',
    summary: 'A principal of another cluster',
    breaks: 'Nothing, where both clusters share a trust domain and their root certificate.',
    fix: 'Nothing to do if callers from there are meant.',
    link: `${authorization}#Source`,
    text: (a) => `Workloads run as ServiceAccount ${a.namespace}/${a.account} in cluster ${a.cluster} alone.`,
  },
  WEFT1007: {
    level: 'warning',
    summary: 'A principal of another trust domain',
    breaks: 'The entry matches nobody of this mesh.',
    fix: 'Write the trust domain of the mesh, or add the other one to trustDomainAliases.',
    link: 'https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/',
    text: (a) => `Trust domain "${a.domain}" is neither that of the mesh nor one of its aliases.`,
  },
  WEFT1020: {
    level: 'error',
    summary: 'Plain text to what demands mutual TLS',
    breaks: 'Connections are refused (503 UC at the caller).',
    fix: 'Remove the tls settings, so that mutual TLS is automatic, or set ISTIO_MUTUAL.',
    link: `${destinationRule}#ClientTLSSettings`,
    text: (a) => `Callers of ${a.host} send plain text, and ${a.by} is STRICT.`,
  },
  WEFT1021: {
    level: 'error',
    summary: 'Mutual TLS to what has it turned off',
    breaks: 'The server does not know the handshake: connections fail (503 UF at the caller).',
    fix: 'Remove the tls settings, so that callers find out themselves.',
    link: `${destinationRule}#ClientTLSSettings`,
    text: (a) => `Callers of ${a.host} send mutual TLS, and ${a.by} turns it off.`,
  },
  WEFT1022: {
    level: 'warning',
    summary: 'Mutual TLS of a wider rule that is shadowed',
    breaks:
      'The nearer rule shadows the wider one whole, its tls settings too. Without automatic mutual TLS these callers send plain text.',
    fix: 'Repeat the tls settings in this rule, or leave mutual TLS to Istio.',
    link: `${destinationRule}#TrafficPolicy`,
    text: (a) =>
      `It shadows ${a.others}, which turns mutual TLS on, and says nothing of TLS itself; automatic mutual TLS is ${a.automatic}.`,
  },
  WEFT1023: {
    level: 'info',
    summary: 'Mutual TLS by hand that no policy speaks of',
    breaks: 'Nothing while servers are PERMISSIVE, as they are by default.',
    fix: 'Add a PeerAuthentication that says what is meant, or turn automatic mutual TLS on.',
    link: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    text: (a) => `Callers of ${a.host} send mutual TLS, and no PeerAuthentication speaks of it.`,
  },
  WEFT1024: {
    level: 'error',
    summary: 'Mutual TLS demanded that nobody sends',
    breaks: 'With automatic mutual TLS off callers send plain text, and are refused (503 UC).',
    fix: 'Turn enableAutoMtls on, or add a DestinationRule with tls mode ISTIO_MUTUAL.',
    link: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    text: (a) =>
      `It is STRICT for ${a.what === 'mesh' ? 'the mesh' : `namespace ${a.namespace}`}, automatic mutual TLS is off, and no DestinationRule turns it on.`,
  },
  WEFT1025: {
    level: 'error',
    summary: 'Mutual TLS turned off while callers send it',
    breaks: 'Servers do not know the handshake: connections fail (503 UF).',
    fix: 'Remove the tls settings of the DestinationRule, or this policy.',
    link: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    text: (a) =>
      `It turns mutual TLS off for ${a.what === 'mesh' ? 'the mesh' : `namespace ${a.namespace}`}, and a DestinationRule makes callers send it.`,
  },
  WEFT1030: {
    level: 'warning',
    summary: 'Several PeerAuthentications for one namespace',
    breaks: 'The oldest holds; what the others say does not.',
    fix: 'Leave one, or give the others a selector.',
    link: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    text: (a) => `${a.others} is for the whole of namespace ${a.namespace} too.`,
  },
  WEFT1031: {
    level: 'warning',
    summary: 'Several PeerAuthentications for one workload',
    breaks: 'The oldest holds; what the others say does not.',
    fix: 'Leave one, or make their selectors differ.',
    link: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    text: (a) => `${a.others} selects pod ${a.pod} too.`,
  },
  WEFT1032: {
    level: 'warning',
    summary: 'A policy that selects no workload',
    breaks: 'It has no effect.',
    fix: 'Correct the labels; a policy selects by those of pods, in its own namespace.',
    link: 'https://istio.io/latest/docs/reference/config/type/workload-selector/',
    text: (a) => `No workload of ${a.where} has the labels ${a.labels}.`,
  },
  WEFT1040: {
    level: 'info',
    summary: 'A workload under no AuthorizationPolicy',
    breaks: 'Whoever reaches it may call it.',
    fix: 'Add an ALLOW policy for it, or one of the namespace that allows nothing.',
    link: 'https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns',
    text: (a) => `No AuthorizationPolicy of ${a.namespace} or the mesh is about this workload.`,
  },
  WEFT1090: {
    level: 'info',
    summary: 'A host written twice for Gateways',
    breaks:
      'The proxy uses one of the two: hosts know no case, and what is before the slash does not set servers apart.',
    fix: 'Remove one.',
    link: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
    text: (a) =>
      a.other
        ? `Host ${a.host} stands in ${a.other} too, on the same pods and port.`
        : `Host ${a.host} stands twice in this Gateway, on the same port.`,
  },
  WEFT1091: {
    level: 'info',
    summary: 'A wildcard over hosts of a Gateway',
    breaks:
      'Requests for the narrower host go by its own server, certificate and routes, not by those of the wildcard.',
    fix: 'Nothing to do if that is meant.',
    link: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
    text: (a) => `Host ${a.host} overlaps with a host of ${a.others} on the same pods and port.`,
  },
  WEFT1100: {
    level: 'info',
    summary: 'Hosts that several VirtualServices share',
    breaks:
      'At a gateway their rules are put together, those of the older object first; in sidecars a name goes before a wildcard, whose rules it never sees.',
    fix: 'Keep the rules of a host in one VirtualService, or make sure that their order does not matter.',
    link: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
    text: (a) =>
      a.gateway === 'mesh'
        ? `Host ${a.host} overlaps with hosts of ${a.others}.`
        : `Host ${a.host} at gateway ${a.gateway} is also routed by ${a.others}.`,
  },
  WEFT1101: {
    level: 'info',
    summary: 'A Gateway named with dots',
    breaks: 'Nothing today: Istio still reads such names, for objects of old.',
    fix: 'Write namespace/name.',
    link: `${virtualService}#VirtualService`,
    text: (a) => `Gateway "${a.gateway}" is named in the old way, with dots.`,
  },
  WEFT1102: {
    level: 'warning',
    summary: 'A weight on the only destination',
    breaks: 'It has no effect: the only destination gets all requests.',
    fix: 'Remove the weight, or add the destination that should get the rest.',
    link: `${virtualService}#HTTPRouteDestination`,
    text: (a) => `The only destination has weight ${a.weight}, and gets all requests.`,
  },
  WEFT1103: {
    level: 'warning',
    summary: 'A destination written more than once in a route',
    breaks: 'It gets the sum of its weights, which one line does not show.',
    fix: 'Leave one with the sum of the weights.',
    link: `${virtualService}#HTTPRouteDestination`,
    text: (a) =>
      `Destination ${a.host}${a.subset ? ` ${a.subset}` : ''} stands ${a.times} times in this route.`,
  },
  WEFT1104: {
    level: 'error',
    summary: 'Half of a Service’s name',
    breaks:
      'Istio completes only names without a dot: this one means nothing, so routes to it fail (503 NC) and rules for it have no effect.',
    fix: 'Write the full name.',
    link: `${virtualService}#Destination`,
    text: (a) => `"${a.host}" is no name in the mesh; did you mean "${a.meant}"?`,
  },
  WEFT1105: {
    level: 'warning',
    summary: 'Several DestinationRules for one host',
    breaks:
      'Rules of one namespace for one host are merged, and where two say the same thing the older one stays; otherwise one shadows the other whole.',
    fix: 'Leave one rule for a host, with all of its subsets.',
    link: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
    text: (a) =>
      a.how === 'merged'
        ? `${a.others} has a policy or subset for ${a.host} too: the older one stays.`
        : `${a.others} is for ${a.host} too: callers use one of them, the more specific and nearer one.`,
  },
  WEFT1106: {
    level: 'info',
    summary: 'A subset without labels',
    breaks: 'It is every pod of the host, other versions too.',
    fix: 'Give it the labels of its version, or leave it if all pods are meant.',
    link: `${destinationRule}#Subset`,
    text: (a) => `Subset "${a.subset}" has no labels: it is every pod of ${a.host}.`,
  },
  WEFT1107: {
    level: 'warning',
    summary: 'A port that no container declares',
    breaks:
      'A port by name that no container declares has no endpoints (503 UH). By number it works if the application listens there.',
    fix: 'Correct targetPort, or declare the port in the container.',
    link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    text: (a) =>
      `Port ${a.port} leads to ${a.target}, which no container of Deployment ${a.deployment} declares.`,
  },
  WEFT1108: {
    level: 'warning',
    summary: 'A Sidecar that imports a host nobody has',
    breaks: 'The line lets in nothing; what it was meant to let in stays unknown to the proxies.',
    fix: 'Write namespace/host as the Service or ServiceEntry has it, or export that one to this namespace.',
    link: `${sidecar}#IstioEgressListener`,
    text: (a) => `No Service or ServiceEntry of ${a.where} that is visible here has host "${a.host}".`,
  },
  WEFT1109: {
    level: 'warning',
    summary: 'A Sidecar of the root namespace with a selector',
    breaks: 'It applies to pods of the root namespace alone, and no longer to the mesh.',
    fix: 'Remove the selector, or move it to the namespace of the pods.',
    link: `${sidecar}#Sidecar`,
    text: (a) => `With a selector it is for pods of ${a.namespace} alone.`,
  },
  WEFT1110: {
    level: 'info',
    summary: 'An outbound policy without a mode',
    breaks: 'It is REGISTRY_ONLY then, whatever the mesh has: calls to unknown hosts fail (502).',
    fix: 'Write the mode that is meant.',
    link: `${sidecar}#OutboundTrafficPolicy`,
    text: () => 'Without a mode the policy is REGISTRY_ONLY.',
  },
  WEFT1111: {
    level: 'warning',
    summary: 'A port of a host in several ServiceEntries',
    breaks:
      'Proxies put them together or use one of them: which endpoints, resolution and location hold is not clear.',
    fix: 'Leave one ServiceEntry for the host, or export them to different namespaces.',
    link: `${serviceEntry}#ServiceEntry`,
    text: (a) => `Port ${a.port} of ${a.host} is also declared by ${a.others}.`,
  },
  WEFT1112: {
    level: 'warning',
    summary: 'A Sidecar that imports a host from the wrong namespace',
    breaks: 'The line lets in nothing: the host is declared in another namespace.',
    fix: 'Write the namespace of the ServiceEntry before the host.',
    link: `${sidecar}#IstioEgressListener`,
    text: (a) => `Host "${a.host}" is declared in namespace ${a.namespace}, not in ${a.owner}.`,
  },
  WEFT1120: {
    level: 'error',
    summary: 'A route that no Gateway takes',
    breaks: 'The route has no effect at that Gateway: its hosts answer 404.',
    fix: 'Name a Gateway and listener that exist, or let the listener take routes of this namespace (allowedRoutes).',
    link: `${gatewayApi}/httproute/#attaching-to-gateways`,
    text: (a) => `Gateway ${a.name} ${refusals[a.why ?? ''] ?? 'does not take this route'}.`,
  },
  WEFT1121: {
    level: 'error',
    summary: 'A route to a Service that does not exist',
    breaks: 'Requests that take it fail (500); a route that only names it as parent has no effect.',
    fix: 'Create the Service, or name one that exists.',
    link: `${gatewayApi}/httproute/#backendrefs-optional`,
    text: (a) => `Service ${a.name} does not exist.`,
  },
  WEFT1122: {
    level: 'error',
    summary: 'A route to another namespace without a grant',
    breaks: 'Requests that take it fail (500): the other namespace has not allowed the reference.',
    fix: 'Add a ReferenceGrant in the namespace of the Service.',
    link: `${gatewayApi}/referencegrant/`,
    text: (a) =>
      `No ReferenceGrant in ${a.namespace} lets a ${a.kind} of ${a.own} refer to Service ${a.name}.`,
  },
  WEFT1123: {
    level: 'error',
    summary: 'Two listeners of a Gateway that cannot be told apart',
    breaks: 'They are in conflict: neither takes traffic, or only the first.',
    fix: 'Give them different ports or hostnames, or merge them.',
    link: `${gatewayApi}/gateway/`,
    text: (a) => `Another listener of this Gateway has the same protocol, port and hostname (${a.listener}).`,
  },
  WEFT1124: {
    level: 'info',
    summary: 'The same listener in several Gateways',
    breaks:
      'Each has its own address, and a client reaches one of them: a route on the other does not hold for it.',
    fix: 'Attach routes to both, or use one Gateway.',
    link: `${gatewayApi}/gateway/`,
    text: (a) => `${a.others} has a listener of the same protocol, port and hostname (${a.listener}).`,
  },
  WEFT1125: {
    level: 'warning',
    summary: 'One address asked for by several Gateways',
    breaks: 'Only one can have it; the other is not programmed.',
    fix: 'Ask for different addresses, or use one Gateway.',
    link: `${gatewayApi}/gateway/`,
    text: (a) => `${a.others} asks for address ${a.address} too.`,
  },
  WEFT1126: {
    level: 'error',
    summary: 'A Gateway of a class that does not exist',
    breaks: 'No controller takes care of it: there is no proxy, and no address.',
    fix: 'Name a GatewayClass that exists; istio is Istio’s own.',
    link: `${gatewayApi}/gatewayclass/`,
    text: (a) => `No GatewayClass is named "${a.name}".`,
  },
  WEFT1127: {
    level: 'warning',
    summary: 'A grant for a namespace that does not exist',
    breaks: 'The grant lets nobody in; routes that it was meant for are refused.',
    fix: 'Correct the namespace, or remove the entry.',
    link: `${gatewayApi}/referencegrant/`,
    text: (a) => `No namespace is named "${a.namespace}".`,
  },
  WEFT1128: {
    level: 'warning',
    summary: 'A listener that its controller did not accept',
    breaks: 'Requests to the listener fail, or reach another one.',
    fix: 'Read the reason, and correct the listener or what it refers to.',
    link: `${gatewayApi}/gateway/`,
    text: (a) => `${a.which}: ${a.type} is ${a.status}: ${a.why}`,
  },
  WEFT1130: {
    level: 'warning',
    summary: 'A WorkloadGroup with a ServiceAccount that nobody has',
    breaks: 'Its machines cannot get an identity: they fail to connect to istiod.',
    fix: 'Create the ServiceAccount in this namespace, or name one that exists.',
    link: `${workloadGroup}#WorkloadGroup`,
    text: (a) => `Namespace ${a.namespace} has no ServiceAccount "${a.name}".`,
  },
  WEFT1131: {
    level: 'warning',
    summary: 'WorkloadGroups with the same labels',
    breaks:
      'What selects the machines of one selects those of the other: Services, policies and metrics mix them.',
    fix: 'Give each group labels of its own.',
    link: `${workloadGroup}#WorkloadGroup`,
    text: (a) => `${a.others} has the labels ${a.labels} too.`,
  },
} as const satisfies Record<string, CodeInfo>;
