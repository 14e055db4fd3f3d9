import { virtualService } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const delayLeftBehind: Incident = {
  name: 'delay-left-behind',
  meshes: ['shop'],
  title: 'A delay of an exercise is still injected',
  breaks:
    'Half of the calls to auth are held up for three seconds (DI). Nothing fails; everything in front of it is slow.',
  changes: [
    {
      put: virtualService('shop', 'auth-slow-day', {
        hosts: ['auth.shop.svc.cluster.local'],
        http: [
          {
            fault: { delay: { percentage: { value: 50 }, fixedDelay: '3s' } },
            route: [{ destination: { host: 'auth.shop.svc.cluster.local' } }],
          },
        ],
      }),
    },
  ],
};
