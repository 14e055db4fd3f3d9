import { wasmPlugin } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const extensionUnfetched: Incident = {
  name: 'extension-unfetched',
  meshes: ['shop'],
  title: 'The module of an extension cannot be fetched',
  breaks:
    'A WasmPlugin on order names a registry that is not there and fails closed: the proxies deny everything, 403 without a flag.',
  changes: [
    {
      put: wasmPlugin('shop', 'order-coupons', {
        selector: { matchLabels: { app: 'order' } },
        url: 'oci://registry.invalid/coupons:3',
        phase: 'AUTHN',
      }),
    },
  ],
};
