import type { GraphEdge } from '#lib/graph/model.ts';
import { edgeMessages, edgeRate, shownReport } from './edge-facts.ts';
import type { EdgeFlow } from './scene.ts';
import { sumRates } from './sum-rates.ts';

/** Bytes per second, both ways; null where none are known. */
export const bytesOf = (edge: GraphEdge): number | null => {
  const report = shownReport(edge);
  return report ? sumRates([report.sentBytes, report.receivedBytes]) : null;
};

/** What the edges of one line carry together: requests, messages where they are counted, and for connections their bytes. Null where nothing is known. */
export function flowOf(members: readonly GraphEdge[]): EdgeFlow | null {
  const tcp = members[0]?.protocol === 'tcp';
  const rate = sumRates(
    members.map((edge) => (tcp ? bytesOf(edge) : (edgeMessages(edge) ?? edgeRate(edge)))),
  );
  if (rate === null) return null;
  const failed = sumRates(members.map((edge) => edge.health.failed));
  const total = sumRates(members.map((edge) => edge.health.total));
  const failedShare = failed === null || total === null || total <= 0 ? null : failed / total;
  return { rate: tcp ? rate / 1000 : rate, failedShare };
}
