import type { Incident } from './incident.ts';

export const wrongTargetPort: Incident = {
  name: 'wrong-target-port',
  meshes: ['shop'],
  title: 'The Service of order leads to a port on which nobody listens',
  breaks:
    'The proxies of order are refused by their own application: 503 UF at order, 503 without a flag at checkout.',
  changes: [
    {
      patch: { kind: 'Service', namespace: 'shop', name: 'order' },
      with: { spec: { ports: [{ name: 'http', port: 8080, targetPort: 9090 }] } },
    },
  ],
};
