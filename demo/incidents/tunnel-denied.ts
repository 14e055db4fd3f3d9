import { storeCallers } from '#demo/meshes/ambient.ts';
import type { Incident } from './incident.ts';

export const tunnelDenied: Incident = {
  name: 'tunnel-denied',
  meshes: ['ambient'],
  title: 'The policy of the store names an account that nobody has',
  breaks:
    'ztunnel admits `booking`: connections of bookings to its database are closed with DENY, which the ztunnel of the store alone tells.',
  changes: [{ put: storeCallers(['booking']) }],
};
