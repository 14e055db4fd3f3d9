import { perSecond, share } from '#lib/core/units.ts';
import type { GraphEdge, GraphNode, Reporter } from '../model.ts';
import type { Flagged } from './layers.ts';

/** The edges of one source, with the nodes that they end at. */
export type Siblings = readonly { readonly edge: GraphEdge; readonly target: GraphNode }[];

/** What a caller sends to one host, as far as one edge is concerned. */
export interface Sent {
  readonly edge: GraphEdge;
  /** What ended before a pod was chosen: refused, aborted. It belongs to every edge to the host. */
  readonly unplaced: readonly GraphEdge[];
  readonly all: readonly GraphEdge[];
}

/** What the source of an edge sends to the same host in the same protocol. */
export function sentWith(edge: GraphEdge, siblings: Siblings): Sent {
  const { service } = edge;
  if (service === null) return { edge, unplaced: [], all: [edge] };
  const same = siblings.filter(
    (other) => other.edge.protocol === edge.protocol && other.edge.service?.host === service.host,
  );
  const unplaced = same.filter(({ edge: other, target }) => target.kind === 'service' && other !== edge);
  return { edge, unplaced: unplaced.map((each) => each.edge), all: same.map((each) => each.edge) };
}

/** The proxy that acts for the caller and tells of it: its own, or a waypoint. Null where neither reports the edge. */
export function actingReporter({ edge, unplaced }: Sent): Reporter | null {
  const reports = [edge, ...unplaced].map((each) => each.reports);
  if (reports.some(({ source }) => source !== null)) return 'source';
  return reports.some(({ waypoint }) => waypoint !== null) ? 'waypoint' : null;
}

/**
 * Requests that have one of some response flags, as one reporter saw them: those of the edge and those that no pod was
 * chosen for. The share is of all that the caller sends to the host.
 */
export function flaggedOn(
  { edge, unplaced, all }: Sent,
  reporter: Reporter,
  flags: readonly string[],
): Flagged {
  const rows = [edge, ...unplaced].flatMap(({ responses }) =>
    responses.filter((row) => row.reporter === reporter && row.flags.some((flag) => flags.includes(flag))),
  );
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const total = all.reduce((sum, { reports }) => sum + (reports[reporter]?.count ?? 0), 0);
  return {
    count,
    rate: perSecond.parse(rows.reduce((sum, row) => sum + row.rate, 0)),
    share: total <= 0 ? null : share.parse(Math.min(1, count / total)),
  };
}
