import type { IstioCode } from './istio-code.ts';

/** Of istiod and what it stands on: webhooks, definitions, other clusters. */
export const controlPlaneCodes = {
  IST0126: {
    level: 'error',
    summary: 'A network whose cluster nobody has registered',
    breaks: 'Endpoints of that network are not known to be in it: traffic between networks goes astray.',
    fix: 'Correct the name, or create the remote secret of the cluster.',
    text: (a) => `Network ${a.network} has endpoints of ${a.registry}, which no remote secret registers.`,
  },
  IST0139: {
    level: 'error',
    summary: 'An injection webhook that cannot work',
    breaks: 'Pods are injected twice, or not created at all.',
    fix: 'Make the selectors exclude each other; point the webhook at the control plane that runs.',
    text: (a) => `The webhook ${a.why}.`,
  },
  IST0163: {
    level: 'warning',
    summary: 'A webhook of the control plane without an address',
    breaks: 'The API server cannot call it: configuration is not checked, or pods are not injected.',
    fix: 'Set a URL with a host name, or a Service.',
    text: (a) => `Webhook ${a.name} ${a.why}.`,
  },
  IST0164: {
    level: 'info',
    summary: 'A control plane by address instead of by name',
    breaks: 'When the address changes, webhooks fail.',
    fix: 'Use a host name.',
    text: (a) => `Webhook ${a.name} calls ${a.url} by its address.`,
  },
  IST0175: {
    level: 'warning',
    summary: 'Keys that istiod fetches from any address',
    breaks: 'Whoever may write a RequestAuthentication can make istiod ask addresses inside the network.',
    fix: 'Set BLOCKED_CIDRS_IN_JWKS_URIS on istiod.',
    text: (a) => `${a.setting} is not set, and there are RequestAuthentications: ${a.policies}.`,
  },
  IST0176: {
    level: 'warning',
    summary: 'A Gateway API definition that is too old for Istio',
    breaks: 'Objects of this kind are ignored: istiod does not watch them.',
    fix: 'Install a newer release of the Gateway API.',
    text: (a) => `${a.name} is of release ${a.installed}; Istio reads it from ${a.needed}.`,
  },
} as const satisfies Record<string, IstioCode>;
