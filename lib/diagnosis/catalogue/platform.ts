import type { CauseWords } from './cause-words.ts';

/** What comes of what runs: pods, nodes, certificates, the network. */
export const platformCauses = {
  'no-ready-endpoints': {
    title: 'No pod of the service is ready',
    why: (a) =>
      a.total === '0'
        ? `${a.workload} has no pod`
        : `${a.ready} of ${a.total} pods of ${a.workload} are ready`,
    fix: (a) =>
      a.total === '0'
        ? 'Scale it up; if it is scaled to none on purpose, take away what calls it.'
        : 'Look at the events and the readiness probe of the pods.',
  },
  'rate-limit-service-down': {
    title: 'The rate limit service does not answer',
    why: () => 'the proxies cannot ask the rate limit service',
    fix: () => 'Bring the service back, or let requests pass where it does not answer.',
  },
  'proxy-overloaded': {
    title: 'The callee’s proxy is out of memory',
    why: (a) => `the proxy of ${a.callee} sheds load to stay within its memory`,
    fix: () => 'Raise the memory limit of istio-proxy, or limit what it knows by a Sidecar.',
  },
  'removed-under-way': {
    title: 'A route or a host was removed under way',
    why: (a) =>
      `the proxy dropped requests while its routes or hosts changed${a.object ? ` (${a.object})` : ''}`,
    fix: () => 'If it is over within a minute, nothing; else give pods time to drain (preStop).',
  },
  'tunnel-cut': {
    title: 'ztunnel cannot reach the callee',
    why: (a) => `ztunnel cannot connect to ${a.callee}`,
    fix: () => 'Open port 15008 between the nodes and pods of both, also in NetworkPolicies.',
  },
  'gateway-certificate': {
    title: 'Clients do not take the certificate of the gateway',
    why: (a) => `Secret ${a.secret} ${a.trouble}, so clients end the handshake before they send a request`,
    fix: () =>
      'Put a valid certificate and its private key into the Secret, and find out why it was not renewed.',
  },
  'node-down': {
    title: 'A node is down',
    why: (a) => `${a.pods} of ${a.total} pods of ${a.workload} are on node ${a.node}, which is not ready`,
    fix: () => 'Look at the node; until it is back its pods are moved, or taken out of the endpoints.',
  },
  'trust-differs': {
    title: 'The two clusters do not trust each other’s certificates',
    why: (a) =>
      `${a.caller} and ${a.callee} are in clusters ${a.from} and ${a.to}, whose certificates have different roots`,
    fix: () =>
      'Sign both clusters by one root (Secret cacerts), or let each trust the other’s root; then restart the pods.',
  },
  'callee-restarts': {
    title: 'Pods of the callee go down',
    why: (a) => `pods of ${a.workload} are restarted (${a.reason})`,
    fix: () => 'Look at the log of the container before its restart, and at its memory limit.',
  },
  'caller-without-pods': {
    title: 'Nobody is left to call',
    why: (a) => `${a.caller} has no pod that is ready`,
    fix: () => 'Scale it up; if it is scaled to none on purpose, this is why.',
  },
  'proxy-missing': {
    title: 'The caller lost its proxy',
    why: (a) => `${a.caller} runs without a proxy, ${a.refused}`,
    fix: () => 'Take it into the mesh again: the label of its namespace or template, then restart its pods.',
  },
} as const satisfies Record<string, CauseWords>;
