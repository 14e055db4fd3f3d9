import { ticketsNamespace } from '#demo/meshes/ambient.ts';
import type { Incident } from './incident.ts';

export const waypointGone: Incident = {
  name: 'waypoint-gone',
  meshes: ['ambient'],
  title: 'The namespace is told to use a waypoint that is not there',
  breaks:
    'ztunnels carry its connections past the old waypoint: nobody reads requests any more, their telemetry ends, and no policy of the waypoint acts.',
  changes: [{ put: ticketsNamespace('waypoint-v2') }],
};
