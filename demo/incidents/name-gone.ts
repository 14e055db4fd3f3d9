import { from } from '#demo/meshes/build/origin.ts';
import { cardProcessorEntry } from '#demo/meshes/shop/ordering.ts';
import type { Incident } from './incident.ts';

export const nameGone: Incident = {
  name: 'name-gone',
  meshes: ['shop'],
  title: 'The name behind the card processor does not resolve',
  breaks:
    'The ServiceEntry leads to a name that DNS does not know: payment’s proxies have no host to send to, 503 UH.',
  changes: from({ by: 'argocd', application: 'shop-payments' }, [
    cardProcessorEntry([{ address: 'eu.card-processor.invalid' }]),
  ]).map((put) => ({ put })),
};
