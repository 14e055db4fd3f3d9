import type { CodeInfo } from '../code-info.ts';

const gatewayApi = 'https://gateway-api.sigs.k8s.io/api-types';

/** What keeps a route from its parent or backend, in words. */
const refusals: Readonly<Record<string, string>> = {
  missing: 'does not exist',
  section: 'has no listener of that name',
  namespace: 'takes no routes of this namespace',
};

/** Of the Gateway API. */
export const gatewayApiCodes = {
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
} as const satisfies Record<string, CodeInfo>;
