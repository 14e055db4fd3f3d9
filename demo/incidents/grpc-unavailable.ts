import { inventory } from '#demo/meshes/shop/stock-and-data.ts';
import type { Incident } from './incident.ts';

export const grpcUnavailable: Incident = {
  name: 'grpc-unavailable',
  meshes: ['shop'],
  title: 'inventory answers UNAVAILABLE',
  breaks: 'A quarter of the gRPC calls to inventory end with status 14 while HTTP still says 200.',
  changes: inventory({ errorRate: 0.25, errorCode: 14 })
    .filter(({ kind }) => kind === 'Deployment')
    .map((put) => ({ put })),
};
