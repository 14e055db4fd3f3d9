import { formatLatency } from '#lib/format/duration.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { ownLatency } from '../own-latency.ts';

/** The callee waits for what it calls: the time goes further down. */
export const slowFurtherDown: Cause = {
  code: 'slow-further-down',
  of: ['slow'],
  look(situation) {
    const { symptom, graph, target, edge } = situation;
    if (symptom.kind !== 'slow') return null;
    const own = ownLatency(graph, target.id);
    const mean = edge.reports.destination?.avgLatency ?? edge.reports[edge.shown]?.avgLatency ?? null;
    const waited = edge.reports.source?.avgLatency ?? mean ?? 0;
    const slowest = graph.edges
      .filter(({ source }) => source === target.id)
      .toSorted((a, b) => weight(b) - weight(a))[0];
    const node = graph.nodes.find(({ id }) => id === slowest?.target);
    const behind = node?.name ?? 'what it calls';
    return {
      checks: [
        confirmed(
          `Requests take ${formatLatency(symptom.now)} where they took ${formatLatency(symptom.before)}`,
        ),
        decisive(
          checked(own === null || mean === null ? null : own < 0.5 * mean && mean >= 0.5 * waited, {
            yes: `${target.name} takes ${formatLatency(own)} by itself; most of the time it waits, longest for ${behind}`,
            no: `${target.name} takes ${formatLatency(own)} by itself, which is most of it`,
            unknown: `How long ${target.name} takes by itself is not known`,
          }),
        ),
      ],
      culprit: node?.object == null ? null : { object: node.object, path: '' },
      args: { workload: target.name, behind },
      explains: situation.total,
      fix: null,
    };
  },
};

const weight = ({
  reports,
}: {
  reports: { source: { rate: number | null; avgLatency: number | null } | null };
}): number => (reports.source?.rate ?? 0) * (reports.source?.avgLatency ?? 0);
