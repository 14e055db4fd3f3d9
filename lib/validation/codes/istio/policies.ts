import type { IstioCode } from './istio-code.ts';

/** Of policies, Sidecars and Telemetries: on which pods they act. */
export const policyCodes = {
  IST0110: {
    level: 'error',
    summary: 'Two Sidecars for one pod',
    breaks: 'Which of them limits what the proxy knows is not defined.',
    fix: 'Make the selectors exclude each other.',
    text: (a) => `Pod ${a.pod} is selected by ${a.others} too.`,
  },
  IST0111: {
    level: 'error',
    summary: 'Two Sidecars for one whole namespace',
    breaks: 'Which of them limits what the proxies know is not defined.',
    fix: 'Keep one without a workloadSelector.',
    text: (a) => `The namespace has a second Sidecar without a selector: ${a.others}.`,
  },
  IST0127: {
    level: 'warning',
    summary: 'A policy that no workload is under',
    breaks: 'The policy protects nothing.',
    fix: 'Correct the selector or the namespace, or bring the workload into the mesh.',
    text: (a) => `No pod of ${a.where}${a.which} is in the mesh: the policy applies to nothing.`,
  },
  IST0157: {
    level: 'warning',
    summary: 'Access logs without a provider',
    breaks: 'No log is written: nothing says where to.',
    fix: 'Name a provider, or set defaultProviders.accessLogging of the mesh.',
    text: () => 'No provider is named, and the mesh has no default one for access logs.',
  },
  IST0159: {
    level: 'error',
    summary: 'Two Telemetries for one pod',
    breaks: 'Which of them applies is not defined.',
    fix: 'Make the selectors exclude each other.',
    text: (a) => `Pod ${a.pod} is selected by ${a.others} too.`,
  },
  IST0160: {
    level: 'error',
    summary: 'Two Telemetries for one whole namespace',
    breaks: 'Only one of them applies.',
    fix: 'Merge them into one.',
    text: (a) => `The namespace has a second Telemetry without a selector: ${a.others}.`,
  },
  IST0166: {
    level: 'warning',
    summary: 'A policy that a Gateway API gateway does not heed',
    breaks: 'The policy protects or changes nothing at the gateway.',
    fix: 'Attach it by targetRefs instead of a selector.',
    text: (a) => `Pods of gateway ${a.gateway} do not heed selectors; target the Gateway.`,
  },
  IST0167: {
    level: 'warning',
    summary: 'A policy without effect in ambient',
    breaks: 'Pods of ambient have no sidecar: the Sidecar limits nothing.',
    fix: 'Delete it, or move the workloads to sidecars.',
    text: (a) => `Without effect: ${a.why}.`,
  },
} as const satisfies Record<string, IstioCode>;
