import type { Seconds } from '#lib/core/units.ts';
import type { Slots } from './accumulate.ts';
import { mtlsOf } from './decorate/mtls.ts';
import type { GraphEdge, Protocol, ResponseRow } from './model.ts';
import {
  compareRows,
  type Known,
  reporters,
  reportOf,
  responsesOf,
  shownReporter,
  slotOfReporter,
} from './report.ts';

/** What all reporters say of an edge. */
export type EdgeNumbers = Pick<GraphEdge, 'protocol' | 'reports' | 'shown' | 'responses' | 'mtls'>;

/** The numbers of an edge, every reporter's beside the others'. */
export function numbersOf(told: Slots, protocol: Protocol, window: Seconds, known: Known): EdgeNumbers {
  const reports: GraphEdge['reports'] = { source: null, destination: null, waypoint: null, ztunnel: null };
  const responses: ResponseRow[] = [];
  for (const reporter of reporters) {
    const slot = slotOfReporter(told, reporter);
    if (slot === null) continue;
    reports[reporter] = reportOf(slot, protocol, window, known);
    responses.push(...responsesOf(slot, reporter, window));
  }
  const shown = shownReporter(reports, (reporter) => slotOfReporter(told, reporter)?.pairs.size ?? 0);
  return { protocol, reports, shown, responses: responses.sort(compareRows), mtls: mtlsOf(told) };
}
