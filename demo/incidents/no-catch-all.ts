import { virtualService } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const noCatchAll: Incident = {
  name: 'no-catch-all',
  meshes: ['shop'],
  title: 'The route of auth takes logins and nothing else',
  breaks:
    'A new route of auth has a rule for /login and none for the rest: 404 NR for every session that frontend asks for.',
  changes: [
    {
      put: virtualService('shop', 'auth-logins', {
        hosts: ['auth.shop.svc.cluster.local'],
        http: [
          {
            name: 'logins',
            match: [{ uri: { prefix: '/login' } }],
            route: [{ destination: { host: 'auth.shop.svc.cluster.local' } }],
          },
        ],
      }),
    },
  ],
};
