import type { Incident } from './incident.ts';

export const selectorRenamed: Incident = {
  name: 'selector-renamed',
  meshes: ['shop'],
  title: 'The Service of cart selects a label that no pod has',
  breaks: 'cart has no endpoints although its pods are ready: every caller gets 503 UH.',
  changes: [
    {
      patch: { kind: 'Service', namespace: 'shop', name: 'cart' },
      with: { spec: { selector: { app: 'shopping-cart' } } },
    },
  ],
};
