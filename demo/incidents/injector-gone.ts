import { kubectl } from '#demo/meshes/build/origin.ts';
import type { Incident } from './incident.ts';

export const injectorGone: Incident = {
  name: 'injector-gone',
  meshes: ['shop', 'bookinfo'],
  title: 'The webhook that injects proxies leads to a revision that is gone',
  breaks: 'Nothing fails yet: pods that start from now on come up without a proxy, or not at all.',
  changes: [
    {
      put: {
        kind: 'MutatingWebhookConfiguration',
        origin: kubectl,
        body: {
          metadata: { name: 'istio-sidecar-injector', labels: { 'istio.io/rev': 'canary' } },
          webhooks: [
            {
              name: 'namespace.sidecar-injector.istio.io',
              admissionReviewVersions: ['v1'],
              sideEffects: 'None',
              failurePolicy: 'Fail',
              clientConfig: {
                service: { name: 'istiod-canary', namespace: 'istio-system', path: '/inject', port: 443 },
              },
              namespaceSelector: { matchLabels: { 'istio.io/rev': 'canary' } },
              rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
            },
          ],
        },
      },
    },
  ],
};
