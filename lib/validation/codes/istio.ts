import type { CodeInfo } from './code-info.ts';
import { referenceText } from './reference-text.ts';

const analysis = (code: string) => `https://istio.io/latest/docs/reference/config/analysis/${code}/`;

/**
 * What Istio's own analyzers report (istio/istio pkg/config/analysis/msg/messages.yaml 86c9f01f), under their names and
 * levels. The texts are Weft's own.
 */
export const istioCodes = {
  IST0002: {
    level: 'warning',
    summary: 'A deprecated field or kind',
    breaks: 'The field is ignored already, or will be by a later release.',
    fix: 'Write what replaces it.',
    link: analysis('ist0002'),
    text: (a) => `${a.field} is deprecated${a.instead ? `; use ${a.instead}` : ''}.`,
  },
  IST0101: {
    level: 'error',
    summary: 'A reference to something that does not exist',
    breaks:
      'Requests that take a route to it fail (503 NC: the proxy has no such cluster); a gateway, policy or setting that names it applies to nothing.',
    fix: 'Create what is named, or name what exists.',
    link: analysis('ist0101'),
    text: referenceText,
  },
  IST0109: {
    level: 'error',
    summary: 'One host in several VirtualServices of the mesh',
    breaks: 'Sidecars use only one of them, the oldest; the rules of the others are dead.',
    fix: 'Merge them into one VirtualService, or export them to different namespaces.',
    link: analysis('ist0109'),
    text: (a) => `Host ${a.host} is also claimed by ${a.others}; sidecars use one of them.`,
  },
  IST0112: {
    level: 'error',
    summary: 'A route without a port to a host with several',
    breaks: 'Istio cannot tell which port is meant, and the route is not used as written.',
    fix: 'Name the port in the destination.',
    link: analysis('ist0112'),
    text: (a) => `Host ${a.host} has the ports ${a.ports}, and the destination names none.`,
  },
  IST0128: {
    level: 'warning',
    summary: 'TLS to a server that nobody verifies',
    breaks: 'The proxy accepts any certificate: who sits in between can read and change what is sent.',
    fix: 'Set caCertificates (or credentialName together with a workloadSelector).',
    link: analysis('ist0128'),
    text: (a) => `TLS mode ${a.mode} to ${a.host} without caCertificates: the server is not verified.`,
  },
  IST0129: {
    level: 'warning',
    summary: 'TLS to a server that nobody verifies, on one port',
    breaks: 'The proxy accepts any certificate: who sits in between can read and change what is sent.',
    fix: 'Set caCertificates (or credentialName together with a workloadSelector) for the port.',
    link: analysis('ist0129'),
    text: (a) =>
      `TLS mode ${a.mode} to port ${a.port} of ${a.host} without caCertificates: the server is not verified.`,
  },
  IST0130: {
    level: 'warning',
    summary: 'A rule of a VirtualService that no request reaches',
    breaks: 'The rule is dead: earlier rules take every request that it would match.',
    fix: 'Move it before the rule that takes its requests, or delete it.',
    link: analysis('ist0130'),
    text: (a) => `This rule is never used: ${a.why}.`,
  },
  IST0131: {
    level: 'info',
    summary: 'A match that an earlier one takes everything from',
    breaks: 'The match is dead; the rest of the rule is not.',
    fix: 'Delete the match, or move its rule before the one that takes its requests.',
    link: analysis('ist0131'),
    text: (a) => `This match is never used: rule ${a.by} ${a.why}.`,
  },
  IST0132: {
    level: 'warning',
    summary: 'A VirtualService whose hosts its Gateway does not serve',
    breaks: 'Requests that enter through the gateway never reach the routes: they get 404.',
    fix: 'Add the host to a server of the Gateway, or correct the hosts of the VirtualService.',
    link: analysis('ist0132'),
    text: (a) => `Gateway ${a.gateway} serves none of the hosts ${a.hosts}.`,
  },
  IST0140: {
    level: 'warning',
    summary: 'Subsets that requests from a gateway pass by',
    breaks:
      'Requests that enter through the gateway are spread over all versions: the weights and subsets of the other VirtualService do not apply to them.',
    fix: 'Name the subsets in this route too, or bind the other VirtualService to the gateway.',
    link: analysis('ist0140'),
    text: (a) => `This route to ${a.host} names no subset; those of ${a.others} do not apply to it.`,
  },
  IST0149: {
    level: 'error',
    summary: 'Routing by token claims that nobody reads',
    breaks: 'The gateway does not validate tokens, so no request has claims and the rule never matches.',
    fix: 'Apply a RequestAuthentication to the pods of the gateway.',
    link: analysis('ist0149'),
    text: (a) =>
      `Routes by ${a.claim}, and no RequestAuthentication applies to ${a.pod}, which serves gateway ${a.gateway}.`,
  },
  IST0165: {
    level: 'warning',
    summary: 'A Gateway that Istio generates, named by hand',
    breaks: 'Istio may name it otherwise at any time, and the routes are gone.',
    fix: 'Attach an HTTPRoute to the Gateway API Gateway instead.',
    link: analysis('ist0165'),
    text: (a) => `Gateway ${a.gateway} is one that Istio generates from a Gateway API Gateway.`,
  },
  IST0173: {
    level: 'error',
    summary: 'A subset selects no pod',
    breaks: 'Requests routed to the subset fail with 503 UH: it has no endpoint.',
    fix: 'Correct the labels of the subset, or deploy the version.',
    link: analysis('ist0173'),
    text: (a) => `Subset "${a.subset}" of host ${a.host} selects no pod with labels ${a.labels}.`,
  },
  IST0174: {
    level: 'warning',
    summary: 'A DestinationRule for a host that nobody has',
    breaks: 'The rule has no effect: its limits, ejection and TLS settings apply to nothing.',
    fix: 'Correct the host, or delete the rule.',
    link: analysis('ist0174'),
    text: (a) => `Host "${a.host}" is no Service and no ServiceEntry; the rule applies to nothing.`,
  },
} as const satisfies Record<string, CodeInfo>;
