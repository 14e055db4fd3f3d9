import type { Finding } from '#lib/core/finding.ts';
import { type EpochSeconds, seconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { checkObserved } from '#lib/validation/observed/check-observed.ts';
import type { Context } from '../context.ts';
import type { TrafficReading } from '../prom/source.ts';
import { shared } from './shared.ts';

/** The window by whose traffic configuration is judged: the one that is always polled. */
export const observedWindow = seconds.parse(300);

interface Latest {
  findings: readonly Finding[];
  /** End of the window that they were found in; null before the first. */
  at: EpochSeconds | null;
}

const latestOf = ({ kube }: Pick<Context, 'kube'>): Latest =>
  shared(kube, 'observed-findings', (): Latest => ({ findings: [], at: null }));

/** What the last refresh showed to be wrong with the objects of a snapshot. The same value as long as nothing of it changes. */
export function observedFindings(ctx: Pick<Context, 'kube'>, snapshot: MeshSnapshot): readonly Finding[] {
  const { findings } = latestOf(ctx);
  const isThere = ({ object }: Finding) => object.kind === 'Rule' || findObject(snapshot, object) !== null;
  return findings.every(isThere) ? findings : findings.filter(isThere);
}

/** When traffic was last held against the configuration, Unix seconds; null where it never was. */
export const observedAt = (ctx: Pick<Context, 'kube'>): EpochSeconds | null => latestOf(ctx).at;

/**
 * Holds the traffic of a live graph against the configuration, where it is of the window for that. A graph that is old, or lacks
 * a part, tells nothing new. Returns whether the findings are others than before.
 */
export function observeGraph(
  ctx: Pick<Context, 'kube'>,
  graph: TrafficGraph,
  snapshot: MeshSnapshot,
  { window, stale, at }: TrafficReading,
): boolean {
  const latest = latestOf(ctx);
  const isNew = latest.at === null || at >= latest.at;
  if (window !== observedWindow || stale !== null || graph.missing.length > 0 || !isNew) return false;
  const known = new Map(latest.findings.map((finding) => [JSON.stringify(finding), finding]));
  const found = checkObserved({ graph, snapshot }).map(
    (finding) => known.get(JSON.stringify(finding)) ?? finding,
  );
  latest.at = at;
  const { findings } = latest;
  if (found.length === findings.length && found.every((finding, i) => finding === findings[i])) return false;
  latest.findings = found;
  return true;
}
