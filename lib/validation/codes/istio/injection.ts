import type { IstioCode } from './istio-code.ts';

/** Of namespaces and pods: who gets a proxy, and which. */
export const injectionCodes = {
  IST0102: {
    level: 'info',
    summary: 'A namespace that says nothing of the mesh',
    breaks: 'Its pods get no proxy: what they send and receive is not secured, routed or measured.',
    fix: 'Label it istio-injection=enabled (or for ambient), or istio-injection=disabled to say that this is meant.',
    text: () => 'The namespace has no label for sidecars and none for ambient.',
  },
  IST0103: {
    level: 'warning',
    summary: 'A pod without a proxy in a namespace with injection',
    breaks: 'The pod is outside the mesh: no mutual TLS, no routing, no metrics; STRICT workloads refuse it.',
    fix: 'Restart it; if it stays so, look at the events of its ReplicaSet and at the injector.',
    text: (a) => `The pod has no istio-proxy${a.more}.`,
  },
  IST0123: {
    level: 'warning',
    summary: 'A namespace with several labels for the mesh',
    breaks: 'Which of them counts is not obvious, and may change with the version.',
    fix: 'Keep one.',
    text: (a) => `The namespace says several things: ${a.labels}.`,
  },
  IST0144: {
    level: 'warning',
    summary: 'An application that runs as the user of the proxy',
    breaks:
      'Its traffic is taken for the proxy’s own and is not captured: no mutual TLS, no routing, no metrics.',
    fix: 'Run it as another user than 1337.',
    text: (a) => `${a.who} runs as user 1337, which is the proxy.`,
  },
  IST0146: {
    level: 'warning',
    summary: 'A proxy without an image that no injector will fill in',
    breaks: 'Pods of the Deployment fail to start: there is no image named auto.',
    fix: 'Label the namespace or the template so that an injection webhook selects it.',
    text: () => 'The image is left to the injector (auto), and no injection webhook selects the pods.',
  },
  IST0147: {
    level: 'error',
    summary: 'A proxy whose image nobody filled in',
    breaks: 'The pod cannot start: there is no image named auto.',
    fix: 'Label the namespace or the pod for injection and create the pod again.',
    text: () => 'The image is still auto: the pod was not injected.',
  },
  IST0148: {
    level: 'info',
    summary: 'A namespace that is injected by default',
    breaks: 'Its pods get a proxy although it says nothing.',
    fix: 'Label it, to say that this is meant or not.',
    text: () => 'The namespace has no label, and the injector injects those by default.',
  },
  IST0158: {
    level: 'warning',
    summary: 'Proxies of another image than the injector’s',
    breaks: 'The data plane is of another version or variant than the control plane expects.',
    fix: 'Restart the workloads.',
    text: (a) => `The proxies of ${a.pods} are not ${a.image}.`,
  },
} as const satisfies Record<string, IstioCode>;
