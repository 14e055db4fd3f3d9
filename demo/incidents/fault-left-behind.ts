import { virtualService } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const faultLeftBehind: Incident = {
  name: 'fault-left-behind',
  meshes: ['shop'],
  title: 'A fault injection of last week’s exercise is still on',
  breaks: 'A fifth of the calls to cart is aborted with 500 FI, a tenth is held up for two seconds (DI).',
  changes: [
    {
      put: virtualService('shop', 'cart-game-day', {
        hosts: ['cart'],
        http: [
          {
            name: 'game-day',
            fault: {
              abort: { percentage: { value: 20 }, httpStatus: 500 },
              delay: { percentage: { value: 10 }, fixedDelay: '2s' },
            },
            route: [{ destination: { host: 'cart' } }],
          },
        ],
      }),
    },
  ],
};
