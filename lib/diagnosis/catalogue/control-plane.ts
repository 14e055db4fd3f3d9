import type { CauseWords } from './cause-words.ts';

/** What comes of istiod: configuration and certificates that do not reach the proxies. */
export const controlPlaneCauses = {
  'certificate-expired': {
    title: 'A workload certificate has ended',
    why: (a) => `a certificate of ${a.workload} was not renewed in time`,
    fix: () => 'Restart the pods, and look why istiod does not sign: its log, and the clock of the node.',
  },
  'istiod-down': {
    title: 'istiod is down',
    why: (a) =>
      `no istiod runs in ${a.namespace}: proxies keep the configuration that they have, and new pods get none`,
    fix: () => 'Bring istiod back: scale it up, or look why its pods are not ready.',
  },
  'configuration-rejected': {
    title: 'Proxies refuse their configuration',
    why: (a) =>
      `proxies refused ${a.rejects} configurations${a.object ? `; ${a.object} was changed last` : ''}`,
    fix: () => 'Look at the log of istiod for the reason, and take the last change back.',
  },
  'configuration-late': {
    title: 'Changes reach the proxies late',
    why: (a) => `a change takes ${a.seconds} s to reach its proxies`,
    fix: () => 'Give istiod more CPU, and limit what each proxy knows by Sidecars.',
  },
  'certificates-not-renewed': {
    title: 'Certificates of workloads are not renewed',
    why: (a) => `${a.why}: with its certificate a pod loses mutual TLS`,
    fix: () =>
      'Look at the log of istiod, at its signing certificate (Secret cacerts), and whether agents reach it.',
  },
  'root-certificate-ends': {
    title: 'The root certificate ends',
    why: (a) => `the root certificate of the mesh ${a.when}`,
    fix: () => 'Rotate the root certificate: first let every proxy trust both.',
  },
  'injector-down': {
    title: 'Nobody injects proxies',
    why: (a) => `the webhook that injects proxies leads to ${a.service}, which does not answer`,
    fix: () => 'Bring istiod back, or correct the Service that the webhook names.',
  },
} as const satisfies Record<string, CauseWords>;
