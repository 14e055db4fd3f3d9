import { bookingsCallers } from '#demo/meshes/ambient.ts';
import type { Incident } from './incident.ts';

export const waypointDenied: Incident = {
  name: 'waypoint-denied',
  meshes: ['ambient'],
  title: 'The policy of bookings at the waypoint names an account that nobody has',
  breaks:
    'The waypoint admits `site`: website gets 403 for every booking, and the pods of bookings hear nothing of it.',
  changes: [{ put: bookingsCallers(['site']) }],
};
