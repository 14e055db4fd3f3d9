import { authorizationPolicy } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const authorizerGone: Incident = {
  name: 'authorizer-gone',
  meshes: ['shop'],
  title: 'An external authorizer is asked that nobody has configured',
  breaks:
    'A CUSTOM policy on order names a provider that the mesh does not know: every request is refused, 403 UAEX.',
  changes: [
    {
      put: authorizationPolicy('shop', 'order-asks-opa', {
        selector: { matchLabels: { app: 'order' } },
        action: 'CUSTOM',
        provider: { name: 'opa' },
        rules: [{}],
      }),
    },
  ],
};
