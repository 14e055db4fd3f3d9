import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const mainframeUpgraded: Incident = {
  name: 'mainframe-upgraded',
  meshes: ['bank'],
  title: 'Calls to the mainframe are upgraded to HTTP/2',
  breaks:
    'A DestinationRule upgrades what ledger sends to HTTP/2, which the mainframe does not speak: 502 UPE at ledger.',
  changes: [
    {
      put: destinationRule('bank-core', 'mainframe-http2', {
        host: 'core.mainframe.bank.example',
        trafficPolicy: { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } },
      }),
    },
  ],
};
