import { formatLatency } from '#lib/format/duration.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive, unknown } from '../check.ts';

/** The time is lost before the callee: its proxy measures much less than the caller's. */
export const slowOnTheWay: Cause = {
  code: 'slow-on-the-way',
  of: ['slow'],
  look({ symptom, edge, source, target, total }) {
    if (symptom.kind !== 'slow') return null;
    const arrived = edge.reports.destination?.avgLatency ?? null;
    const waited = edge.reports.source?.avgLatency ?? null;
    return {
      checks: [
        decisive(
          checked(arrived === null || waited === null ? null : arrived < 0.5 * waited, {
            yes: `The callee’s proxy measures ${formatLatency(arrived)}, the caller’s ${formatLatency(waited)}`,
            no: `The callee’s proxy measures ${formatLatency(arrived)}: the time is lost there or behind it`,
            unknown: 'The callee’s proxy does not tell how long requests take',
          }),
        ),
        unknown('Requests may wait for a connection, be tried again, or be held up by a fault'),
      ],
      culprit: null,
      args: { caller: source.name, callee: target.name },
      explains: total,
      fix: null,
    };
  },
};
