import { formatLatency } from '#lib/format/duration.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { ownLatency } from '../own-latency.ts';

/** The callee takes long by itself: its latency without the calls it makes. */
export const calleeSlow: Cause = {
  code: 'callee-slow',
  of: ['slow'],
  look(situation) {
    const { symptom, graph, target, edge, callees } = situation;
    if (symptom.kind !== 'slow') return null;
    const own = ownLatency(graph, target.id);
    const mean = edge.reports.destination?.avgLatency ?? edge.reports[edge.shown]?.avgLatency ?? null;
    const waited = edge.reports.source?.avgLatency ?? mean ?? 0;
    const [callee] = callees;
    return {
      checks: [
        confirmed(
          `Requests take ${formatLatency(symptom.now)} where they took ${formatLatency(symptom.before)}`,
        ),
        decisive(
          checked(own === null || mean === null ? null : own >= 0.5 * mean && mean >= 0.5 * waited, {
            yes: `${target.name} takes ${formatLatency(own)} by itself, without the calls it makes`,
            no: `${target.name} takes ${formatLatency(own)} by itself: the rest is lost elsewhere`,
            unknown: `How long ${target.name} takes by itself is not known`,
          }),
        ),
      ],
      culprit: callee?.object == null ? null : { object: callee.object, path: '' },
      args: {
        workload: target.name,
        own: formatLatency(own),
        outside: target.kind === 'external' ? target.name : '',
      },
      explains: situation.total,
      fix: null,
    };
  },
};
