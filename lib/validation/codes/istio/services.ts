import type { IstioCode } from './istio-code.ts';

/** Of Services and ServiceEntries: their ports and protocols. */
export const serviceCodes = {
  IST0116: {
    level: 'warning',
    summary: 'Services that give one port of a workload different protocols',
    breaks: 'The proxy listens with one of them; traffic in the other is not understood.',
    fix: 'Give the Services different ports, or one protocol.',
    text: (a) => `Port ${a.port} is ${a.protocols} in ${a.services}.`,
  },
  IST0118: {
    level: 'info',
    summary: 'A port whose protocol Istio has to guess',
    breaks: 'Protocol detection decides: server-first protocols time out, and HTTP features may be missing.',
    fix: 'Name the port after its protocol (http-api), or set appProtocol.',
    text: (a) => `Port ${a.port}${a.name ? ` (${a.name})` : ''} names no protocol that Istio knows.`,
  },
  IST0134: {
    level: 'warning',
    summary: 'A TCP port without addresses',
    breaks:
      'The proxy listens on the port for every address: traffic for other hosts on that port goes here too.',
    fix: 'Give the ServiceEntry addresses, or let proxies allocate them (DNS proxying).',
    text: (a) => `Port ${a.port} of ${a.hosts} is TCP without addresses: it takes all traffic on that port.`,
  },
  IST0137: {
    level: 'warning',
    summary: 'Services that send to one port of a workload under different ports',
    breaks: 'The proxy can tell only one of them: policies and metrics of the other do not fit.',
    fix: 'Let the Services use the same port, or different target ports.',
    text: (a) => `${a.services} send to port ${a.target} under the ports ${a.ports}.`,
  },
  IST0150: {
    level: 'warning',
    summary: 'A port of an ExternalName Service without a usable protocol',
    breaks: 'The proxy cannot route the port: requests fail or pass by the mesh.',
    fix: 'Name the port after its protocol, such as https or tls.',
    text: (a) =>
      `Port ${a.port} (${a.name || 'without a name'}) of an ExternalName Service names no protocol that can be routed.`,
  },
  IST0170: {
    level: 'warning',
    summary: 'A Service that differs between clusters',
    breaks: 'Callers see another service depending on which cluster answers.',
    fix: 'Make it the same in every cluster.',
    text: (a) => `Differs from the one in ${a.clusters}: ${a.why}.`,
  },
  IST0177: {
    level: 'warning',
    summary: 'One port of a host with two protocols',
    breaks: 'Which protocol proxies speak on the port depends on which object they see first.',
    fix: 'Give the port the same protocol everywhere.',
    text: (a) => `Port ${a.port} of ${a.host} is ${a.protocol} here and ${a.theirs} in ${a.others}.`,
  },
} as const satisfies Record<string, IstioCode>;
