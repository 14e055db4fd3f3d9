import type { Incident } from './incident.ts';

export const scaledToNone: Incident = {
  name: 'scaled-to-none',
  meshes: ['shop'],
  title: 'auth is scaled to none',
  breaks: 'auth has no pods: 503 UH for everything that frontend and the gateway ask of it.',
  changes: [
    { patch: { kind: 'Deployment', namespace: 'shop', name: 'auth' }, with: { spec: { replicas: 0 } } },
  ],
};
