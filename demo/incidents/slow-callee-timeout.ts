import { app } from '#demo/meshes/build/app.ts';
import { cardProcessor } from '#demo/meshes/shop/ordering.ts';
import type { Incident } from './incident.ts';

const slowPayment = app({
  name: 'payment',
  namespace: 'shop-payments',
  replicas: 2,
  serves: [{ port: 8080, latency: { median: 1500, p99: 4500 } }],
  calls: [{ host: cardProcessor, port: 443, method: 'POST', path: '/v1/charges', perRequest: 1 }],
}).filter(({ kind }) => kind === 'Deployment');

export const slowCalleeTimeout: Incident = {
  name: 'slow-callee-timeout',
  meshes: ['shop'],
  title: 'payment answers later than its route waits',
  breaks:
    'payment takes 1.5 s in the middle, each try may take 0.9 s: 504 UT at checkout, cut off at payment (DC).',
  changes: slowPayment.map((put) => ({ put })),
};
