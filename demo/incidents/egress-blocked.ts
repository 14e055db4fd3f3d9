import { meshConfig } from '#demo/meshes/build/platform.ts';
import type { Incident } from './incident.ts';

export const egressBlocked: Incident = {
  name: 'egress-blocked',
  meshes: ['shop'],
  title: 'Only registered hosts may be called, and the card processor is not one',
  breaks:
    'The outbound policy became REGISTRY_ONLY and the ServiceEntry of the card processor is gone: payment’s calls end at BlackHoleCluster with 502.',
  changes: [
    { put: meshConfig({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }) },
    { remove: { kind: 'ServiceEntry', namespace: 'shop-payments', name: 'card-processor' } },
  ],
};
