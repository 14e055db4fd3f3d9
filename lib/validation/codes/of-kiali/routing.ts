import type { CodeInfo } from '../code-info.ts';

const splitRules =
  'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services';
const server = 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server';
const virtualService = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/';
const destinationRule = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';

/** Of VirtualServices, DestinationRules and Gateways. */
export const routingCodes = {
  WEFT1001: {
    level: 'warning',
    summary: 'Exported to a namespace that does not exist',
    breaks:
      'Nobody sees the object there; where a name is misspelt, the callers it was meant for do not use it.',
    fix: 'Correct the name, or remove it from exportTo.',
    link: `${virtualService}#VirtualService`,
    text: (a) => `No namespace is named "${a.namespace}".`,
  },
  WEFT1090: {
    level: 'info',
    summary: 'A host written twice for Gateways',
    breaks:
      'The proxy uses one of the two: hosts know no case, and what is before the slash does not set servers apart.',
    fix: 'Remove one.',
    link: server,
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
    link: server,
    text: (a) => `Host ${a.host} overlaps with a host of ${a.others} on the same pods and port.`,
  },
  WEFT1100: {
    level: 'info',
    summary: 'Hosts that several VirtualServices share',
    breaks:
      'At a gateway their rules are put together, those of the older object first; in sidecars a name goes before a wildcard, whose rules it never sees.',
    fix: 'Keep the rules of a host in one VirtualService, or make sure that their order does not matter.',
    link: splitRules,
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
    link: splitRules,
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
} as const satisfies Record<string, CodeInfo>;
