import type { Incident } from './incident.ts';

export const grpcPortNamedHttp: Incident = {
  name: 'grpc-port-named-http',
  meshes: ['shop'],
  title: 'The port of inventory is named for HTTP',
  breaks:
    'inventory speaks gRPC and its port became `http-50051`: its proxies ask it in HTTP/1.1 and answer UNAVAILABLE (14, UPE).',
  changes: [
    {
      patch: { kind: 'Service', namespace: 'shop-stock', name: 'inventory' },
      with: { spec: { ports: [{ name: 'http-50051', port: 50051, targetPort: 'grpc-50051' }] } },
    },
  ],
};
