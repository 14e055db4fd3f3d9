import type { CodeInfo } from './code-info.ts';

const delegate = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate';

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
  WEFT0012: {
    level: 'error',
    summary: 'A rule left to a delegate that cannot take it',
    breaks: 'Istio leaves the rule out: its requests go to the next rule that matches, or end with 404.',
    fix: 'Name a VirtualService that has no hosts and is exported to this namespace.',
    link: delegate,
    text: (a) => {
      if (a.why === 'hosts') return `VirtualService ${a.delegate} has hosts of its own: a delegate has none.`;
      return a.why === 'hidden'
        ? `VirtualService ${a.delegate} is not exported to namespace ${a.namespace}.`
        : `There is no VirtualService ${a.delegate}.`;
    },
  },
  WEFT0013: {
    level: 'warning',
    summary: 'A delegate that nobody delegates to',
    breaks: 'None of its rules is used.',
    fix: 'Delegate to it from a VirtualService with hosts, give it hosts, or delete it.',
    link: delegate,
    text: () => 'It has no hosts, and no VirtualService delegates to it.',
  },
  WEFT0014: {
    level: 'warning',
    summary: 'A rule of a delegate outside of what is delegated',
    breaks: 'Istio leaves the rule out: its requests are handled by another rule, or end with 404.',
    fix: 'Keep each match within one of those that are delegated: a longer prefix, no regular expression.',
    link: delegate,
    text: (a) => `This match lies within none of those that are delegated by ${a.others}.`,
  },
  WEFT0015: {
    level: 'error',
    summary: 'Routes that the gateway does not read',
    breaks:
      'A gateway reads http routes where it sees requests (HTTP, or HTTPS that ends there), tls routes where it passes TLS on, tcp routes for the rest. Others have no effect there: connections are refused or reset.',
    fix: 'Let TLS end at the gateway (tls.mode SIMPLE), or write the kind of routes that its server reads.',
    link: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode',
    text: (a) =>
      `For these hosts ${a.gateway} reads ${a.reads} routes; the ${a.has} routes have no effect there.`,
  },
  WEFT0016: {
    level: 'error',
    summary: 'A route to a host that its callers do not see',
    breaks: 'Their proxies have no cluster for the host: requests that take the route fail (503 NC).',
    fix: 'Export the Service or ServiceEntry to the namespaces of the callers too, or the VirtualService to fewer.',
    link: 'https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/',
    text: (a) => `${a.host} is exported to ${a.seen} only: hidden from ${a.callers}, which uses this route.`,
  },
  WEFT0017: {
    level: 'error',
    summary: 'A route to a subset that its callers do not know',
    breaks:
      'A proxy takes the DestinationRule of its own namespace, else the Service’s, else the root namespace’s: without the subset in it, requests that take the route fail (503 NC).',
    fix: 'Define the subset in the Service’s namespace and export it, or also in the rule that shadows it.',
    link: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration',
    text: (a) =>
      a.rule
        ? `Proxies in namespace ${a.callers} use DestinationRule ${a.rule} for ${a.host}, which has no subset "${a.subset}".`
        : `Proxies in namespace ${a.callers} see no DestinationRule with subset "${a.subset}" of ${a.host}.`,
  },
  WEFT0018: {
    level: 'error',
    summary: 'A route that no listener of the Gateway is for',
    breaks: 'The Gateway does not accept the route: its requests end with 404, or are not let in at all.',
    fix: 'Add a listener of that protocol or hostname, or correct what the route asks for.',
    link: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames',
    text: (a) =>
      a.why === 'kind'
        ? `Gateway ${a.gateway} has listeners for ${a.has}, and none that takes a ${a.kind}.`
        : `No listener of Gateway ${a.gateway} is for ${a.hosts}; its hostnames are ${a.has}.`,
  },
  WEFT0019: {
    level: 'warning',
    summary: 'A host of the world that no Gateway serves',
    breaks: 'Only callers within the mesh use the routes: requests from outside do not.',
    fix: 'Bind it to a Gateway (spec.gateways), or write a host of the mesh.',
    link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
    text: (a) => `${a.host} is no host of the mesh, and the routes are bound to no Gateway.`,
  },
  WEFT0020: {
    level: 'info',
    summary: 'Weights that do not add up to 100',
    breaks: 'Nothing: each destination gets its part of the sum.',
    fix: 'Write the shares that are meant, if these are not.',
    link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
    text: (a) => `The weights add up to ${a.sum}: ${a.shares}.`,
  },
  WEFT0021: {
    level: 'warning',
    summary: 'A fault that aborts every request',
    breaks: 'No request of this rule reaches its destinations.',
    fix: 'Remove the fault. To answer without a destination, write directResponse.',
    link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort',
    text: (a) => `Every request of this rule is aborted${a.status === '' ? '' : ` with ${a.status}`}.`,
  },
  WEFT0022: {
    level: 'info',
    summary: 'Mutual TLS by hand that Istio sends by itself',
    breaks:
      'Nothing while every pod of the Service has a proxy; pods without one are sent what they cannot read (503 UF).',
    fix: 'Remove the tls settings: automatic mutual TLS finds out who has a proxy.',
    link: 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls',
    text: (a) => `Mutual TLS to ${a.host} is automatic: it need not be written.`,
  },
  WEFT0023: {
    level: 'warning',
    summary: 'A certificate of a gateway that ends soon',
    breaks: 'Once it has ended, clients end the handshake: no request arrives, and no error is counted.',
    fix: 'Renew the certificate, and find out why that did not happen by itself.',
    link: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
    text: (a) => `The certificate in ${a.secret} ends on ${a.ends}, in ${a.left}.`,
  },
  WEFT0024: {
    level: 'error',
    summary: 'A certificate that a listener cannot serve with',
    breaks:
      'Clients cannot finish the handshake with this listener: no request arrives, and no error is counted.',
    fix: 'Put a certificate that is valid now and its own private key into the Secret.',
    link: 'https://gateway-api.sigs.k8s.io/guides/tls/',
    text: (a) => `Secret ${a.secret} ${a.why}.`,
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
