import type { CodeInfo } from '../code-info.ts';

const peerAuthentication = 'https://istio.io/latest/docs/reference/config/security/peer_authentication/';
const destinationRule = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';

/** Of mutual TLS: what callers send beside what is demanded. */
export const mutualTlsCodes = {
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
    link: peerAuthentication,
    text: (a) => `Callers of ${a.host} send mutual TLS, and no PeerAuthentication speaks of it.`,
  },
  WEFT1024: {
    level: 'error',
    summary: 'Mutual TLS demanded that nobody sends',
    breaks: 'With automatic mutual TLS off callers send plain text, and are refused (503 UC).',
    fix: 'Turn enableAutoMtls on, or add a DestinationRule with tls mode ISTIO_MUTUAL.',
    link: peerAuthentication,
    text: (a) =>
      `It is STRICT for ${a.what === 'mesh' ? 'the mesh' : `namespace ${a.namespace}`}, automatic mutual TLS is off, and no DestinationRule turns it on.`,
  },
  WEFT1025: {
    level: 'error',
    summary: 'Mutual TLS turned off while callers send it',
    breaks: 'Servers do not know the handshake: connections fail (503 UF).',
    fix: 'Remove the tls settings of the DestinationRule, or this policy.',
    link: peerAuthentication,
    text: (a) =>
      `It turns mutual TLS off for ${a.what === 'mesh' ? 'the mesh' : `namespace ${a.namespace}`}, and a DestinationRule makes callers send it.`,
  },
  WEFT1030: {
    level: 'warning',
    summary: 'Several PeerAuthentications for one namespace',
    breaks: 'The oldest holds; what the others say does not.',
    fix: 'Leave one, or give the others a selector.',
    link: peerAuthentication,
    text: (a) => `${a.others} is for the whole of namespace ${a.namespace} too.`,
  },
  WEFT1031: {
    level: 'warning',
    summary: 'Several PeerAuthentications for one workload',
    breaks: 'The oldest holds; what the others say does not.',
    fix: 'Leave one, or make their selectors differ.',
    link: peerAuthentication,
    text: (a) => `${a.others} selects pod ${a.pod} too.`,
  },
} as const satisfies Record<string, CodeInfo>;
