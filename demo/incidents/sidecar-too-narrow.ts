import { sidecar } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const sidecarTooNarrow: Incident = {
  name: 'sidecar-too-narrow',
  meshes: ['shop'],
  title: 'The Sidecar of namespace shop leaves the payments out',
  breaks:
    'The proxies of shop are no longer told of payment: what checkout sends there passes through as plain text, and is refused.',
  changes: [
    {
      put: sidecar('shop', 'default', {
        egress: [{ hosts: ['./*', 'istio-system/*', 'shop-data/*', 'shop-stock/*'] }],
      }),
    },
  ],
};
