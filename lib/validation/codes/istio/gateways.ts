import type { IstioCode } from './istio-code.ts';

/** Of Gateways: what enters the mesh, and by which certificate. */
export const gatewayCodes = {
  IST0132: {
    level: 'warning',
    summary: 'A VirtualService whose hosts its Gateway does not serve',
    breaks: 'Requests that enter through the gateway never reach the routes: they get 404.',
    fix: 'Add the host to a server of the Gateway, or correct the hosts of the VirtualService.',
    text: (a) => `Gateway ${a.gateway} serves none of the hosts ${a.hosts}.`,
  },
  IST0138: {
    level: 'warning',
    summary: 'One certificate in several Gateways of the same pods',
    breaks: 'A client that reuses an HTTP/2 connection of one host for the other gets 404.',
    fix: 'Serve the hosts in one Gateway, or give each its own certificate.',
    text: (a) =>
      `Certificate ${a.certificate} is served by ${a.others} too: reused HTTP/2 connections get 404.`,
  },
  IST0145: {
    level: 'error',
    summary: 'Two Gateways for one host and port on the same pods',
    breaks: 'Only one of them is used, the older; routes bound to the other get no requests.',
    fix: 'Merge them, or separate their hosts, ports or pods.',
    text: (a) => `${a.others} claims a host of ${a.hosts} on port ${a.port} of the same pods.`,
  },
  IST0161: {
    level: 'error',
    summary: 'A credential that a gateway cannot serve with',
    breaks: 'The gateway has no certificate for the server: TLS handshakes fail.',
    fix: 'Put a valid certificate and its key into the Secret, under tls.crt and tls.key.',
    text: (a) => `Secret ${a.secret} ${a.why}.`,
  },
  IST0162: {
    level: 'warning',
    summary: 'A port of a Gateway that no Service leads to',
    breaks: 'Nobody reaches the port from outside the pod.',
    fix: 'Add the port to the Service of the gateway, as its target port.',
    text: (a) => `No Service sends to port ${a.port} of the pods with ${a.selector}.`,
  },
  IST0165: {
    level: 'warning',
    summary: 'A Gateway that Istio generates, named by hand',
    breaks: 'Istio may name it otherwise at any time, and the routes are gone.',
    fix: 'Attach an HTTPRoute to the Gateway API Gateway instead.',
    text: (a) => `Gateway ${a.gateway} is one that Istio generates from a Gateway API Gateway.`,
  },
} as const satisfies Record<string, IstioCode>;
