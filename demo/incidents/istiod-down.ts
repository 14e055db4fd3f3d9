import type { Incident } from './incident.ts';

export const istiodDown: Incident = {
  name: 'istiod-down',
  meshes: ['shop', 'bookinfo', 'bank'],
  title: 'istiod is scaled to nothing',
  breaks:
    'Traffic goes on as it was, but changes of the configuration reach no proxy until istiod is back, and its metrics are gone.',
  changes: [
    {
      patch: { kind: 'Deployment', namespace: 'istio-system', name: 'istiod' },
      with: { spec: { replicas: 0 } },
    },
  ],
};
