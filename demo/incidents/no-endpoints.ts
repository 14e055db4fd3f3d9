import { readyAnnotation } from '#demo/controllers/pod.ts';
import type { Incident } from './incident.ts';

export const noEndpoints: Incident = {
  name: 'no-endpoints',
  meshes: ['shop'],
  title: 'No pod of order is ready',
  breaks: 'The readiness probe of order fails on every pod: checkout gets 503 UH for each order.',
  changes: [
    {
      patch: { kind: 'Deployment', namespace: 'shop', name: 'order' },
      with: {
        // Without room for a surge and with every old pod dispensable, the broken rollout goes all the way.
        spec: {
          strategy: { type: 'Recreate', rollingUpdate: null },
          template: { metadata: { annotations: { [readyAnnotation]: 'false' } } },
        },
      },
    },
  ],
};
