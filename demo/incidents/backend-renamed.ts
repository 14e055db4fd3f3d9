import { httpRoute } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const backendRenamed: Incident = {
  name: 'backend-renamed',
  meshes: ['shop'],
  title: 'An HTTPRoute names a Service that does not exist',
  breaks:
    'The route of auth leads to `auth-next`: the proxies of its callers answer 500 NC to every request.',
  changes: [
    {
      put: httpRoute('shop', 'auth-next', {
        parentRefs: [{ group: '', kind: 'Service', name: 'auth', port: 8080 }],
        rules: [{ backendRefs: [{ name: 'auth-next', port: 8080 }] }],
      }),
    },
  ],
};
