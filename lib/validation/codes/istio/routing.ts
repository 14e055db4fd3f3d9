import type { IstioCode } from './istio-code.ts';

/** Of VirtualServices and DestinationRules. */
export const routingCodes = {
  IST0109: {
    level: 'error',
    summary: 'One host in several VirtualServices of the mesh',
    breaks: 'Sidecars use only one of them, the oldest; the rules of the others are dead.',
    fix: 'Merge them into one VirtualService, or export them to different namespaces.',
    text: (a) => `Host ${a.host} is also claimed by ${a.others}; sidecars use one of them.`,
  },
  IST0112: {
    level: 'error',
    summary: 'A route without a port to a host with several',
    breaks: 'Istio cannot tell which port is meant, and the route is not used as written.',
    fix: 'Name the port in the destination.',
    text: (a) => `Host ${a.host} has the ports ${a.ports}, and the destination names none.`,
  },
  IST0128: {
    level: 'warning',
    summary: 'TLS to a server that nobody verifies',
    breaks: 'The proxy accepts any certificate: who sits in between can read and change what is sent.',
    fix: 'Set caCertificates (or credentialName together with a workloadSelector).',
    text: (a) => `TLS mode ${a.mode} to ${a.host} without caCertificates: the server is not verified.`,
  },
  IST0129: {
    level: 'warning',
    summary: 'TLS to a server that nobody verifies, on one port',
    breaks: 'The proxy accepts any certificate: who sits in between can read and change what is sent.',
    fix: 'Set caCertificates (or credentialName together with a workloadSelector) for the port.',
    text: (a) =>
      `TLS mode ${a.mode} to port ${a.port} of ${a.host} without caCertificates: the server is not verified.`,
  },
  IST0130: {
    level: 'warning',
    summary: 'A rule of a VirtualService that no request reaches',
    breaks: 'The rule is dead: earlier rules take every request that it would match.',
    fix: 'Move it before the rule that takes its requests, or delete it.',
    text: (a) => `This rule is never used: ${a.why}.`,
  },
  IST0131: {
    level: 'info',
    summary: 'A match that an earlier one takes everything from',
    breaks: 'The match is dead; the rest of the rule is not.',
    fix: 'Delete the match, or move its rule before the one that takes its requests.',
    text: (a) => `This match is never used: rule ${a.by} ${a.why}.`,
  },
  IST0140: {
    level: 'warning',
    summary: 'Subsets that requests from a gateway pass by',
    breaks:
      'Requests that enter through the gateway are spread over all versions: the weights and subsets of the other VirtualService do not apply to them.',
    fix: 'Name the subsets in this route too, or bind the other VirtualService to the gateway.',
    text: (a) => `This route to ${a.host} names no subset; those of ${a.others} do not apply to it.`,
  },
  IST0149: {
    level: 'error',
    summary: 'Routing by token claims that nobody reads',
    breaks: 'The gateway does not validate tokens, so no request has claims and the rule never matches.',
    fix: 'Apply a RequestAuthentication to the pods of the gateway.',
    text: (a) =>
      `Routes by ${a.claim}, and no RequestAuthentication applies to ${a.pod}, which serves gateway ${a.gateway}.`,
  },
  IST0173: {
    level: 'error',
    summary: 'A subset selects no pod',
    breaks: 'Requests routed to the subset fail with 503 UH: it has no endpoint.',
    fix: 'Correct the labels of the subset, or deploy the version.',
    text: (a) => `Subset "${a.subset}" of host ${a.host} selects no pod with labels ${a.labels}.`,
  },
  IST0174: {
    level: 'warning',
    summary: 'A DestinationRule for a host that nobody has',
    breaks: 'The rule has no effect: its limits, ejection and TLS settings apply to nothing.',
    fix: 'Correct the host, or delete the rule.',
    text: (a) => `Host "${a.host}" is no Service and no ServiceEntry; the rule applies to nothing.`,
  },
} as const satisfies Record<string, IstioCode>;
