import type { Finding } from '#lib/core/finding.ts';
import { type EpochSeconds, epochSeconds, seconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Bucket, upperBoundOf } from '#lib/prom/bucket-quantile.ts';
import { durationsOfHosts } from '#lib/prom/queries/durations-of-hosts.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import { checkObserved, type Observed } from '#lib/validation/observed/check-observed.ts';
import type { Context } from '../context.ts';
import type { TrafficReading } from '../prom/source.ts';
import { shared } from './shared.ts';

/** The window by whose traffic configuration is judged: the one that is always polled. */
export const observedWindow = seconds.parse(300);

/** So long what was asked about hosts is used, and asked again at the earliest. */
const askedFor = seconds.parse(60);

interface Latest {
  findings: readonly Finding[];
  /** End of the window that they were found in; null before the first. */
  at: EpochSeconds | null;
  /** What they were found in; null before the first. */
  seen: Pick<Observed, 'graph' | 'durations'> | null;
  timed: { readonly at: EpochSeconds; readonly durations: Durations };
}

type Durations = NonNullable<Observed['durations']>;
type Asking = Pick<Context, 'kube' | 'prom'>;

const latestOf = ({ kube }: Pick<Context, 'kube'>): Latest =>
  shared(
    kube,
    'observed-findings',
    (): Latest => ({
      findings: [],
      at: null,
      seen: null,
      timed: { at: epochSeconds.parse(0), durations: new Map() },
    }),
  );

/** What the last refresh showed to be wrong with the objects of a snapshot. The same value as long as nothing of it changes. */
export function observedFindings(ctx: Pick<Context, 'kube'>, snapshot: MeshSnapshot): readonly Finding[] {
  const { findings } = latestOf(ctx);
  return thereIn(snapshot, findings);
}

/** Those on objects that a snapshot has, or on a check itself. The same value where that is all. */
function thereIn(snapshot: MeshSnapshot, findings: readonly Finding[]): readonly Finding[] {
  const isThere = ({ object }: Finding) => object.kind === 'Rule' || findObject(snapshot, object) !== null;
  return findings.every(isThere) ? findings : findings.filter(isThere);
}

/**
 * What the traffic of the last refresh would show to be wrong if the configuration were another: that of a draft. Shares that were
 * observed say nothing of weights that are only drafted: of those only what is wrong already is told.
 */
export function observedUnder(ctx: Pick<Context, 'kube'>, snapshot: MeshSnapshot): readonly Finding[] {
  const { seen, findings } = latestOf(ctx);
  if (seen === null) return [];
  const known = new Set(findings.map(textOf));
  return thereIn(snapshot, checkObserved({ ...seen, snapshot }).findings).filter(
    (finding) => finding.code !== 'WEFT0227' || known.has(textOf(finding)),
  );
}

const textOf = ({ code, object, path, args }: Finding): string => JSON.stringify([code, object, path, args]);

/** When traffic was last held against the configuration, Unix seconds; null where it never was. */
export const observedAt = (ctx: Pick<Context, 'kube'>): EpochSeconds | null => latestOf(ctx).at;

interface Live {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
  readonly reading: TrafficReading;
}

/**
 * Holds the traffic of a live graph against the configuration, where it is of the window for that. A graph that is old, or lacks
 * a part, tells nothing new. `free`: Prometheus may be asked one thing more. Returns whether the findings are others than before.
 */
export function observeGraph(
  ctx: Asking,
  { graph, snapshot, reading: { window, stale, at } }: Live,
  free: boolean,
): boolean {
  const latest = latestOf(ctx);
  const isNew = latest.at === null || at >= latest.at;
  if (window !== observedWindow || stale !== null || graph.missing.length > 0 || !isNew) return false;
  const { timed } = latest;
  const recent = at - timed.at <= 2 * askedFor ? timed.durations : new Map();
  const { findings: all, toTime } = checkObserved({ graph, snapshot, durations: recent });
  if (free && at - timed.at >= askedFor) void askDurations(ctx, latest, toTime, at);
  const known = new Map(latest.findings.map((finding) => [JSON.stringify(finding), finding]));
  const found = all.map((finding) => known.get(JSON.stringify(finding)) ?? finding);
  latest.at = at;
  latest.seen = { graph, durations: recent };
  const { findings } = latest;
  if (found.length === findings.length && found.every((finding, i) => finding === findings[i])) return false;
  latest.findings = found;
  return true;
}

/** One query a minute, for the next refresh; without an answer nothing is said of latencies. Shared, so no viewer's leaving ends it. */
async function askDurations(
  { prom }: Asking,
  latest: Latest,
  hosts: readonly string[],
  at: EpochSeconds,
): Promise<void> {
  latest.timed = { ...latest.timed, at };
  if (hosts.length === 0) return;
  const query = durationsOfHosts(hosts, observedWindow);
  const rows = await prom.instant(query, at, new AbortController().signal).catch(() => []);
  latest.timed = { at, durations: durationsIn(rows) };
}

function durationsIn(rows: readonly VectorRow[]): Durations {
  const byHost = new Map<string, Bucket[]>();
  for (const { labels, value } of rows) {
    const upperBound = upperBoundOf(labels.le ?? '');
    const host = labels.destination_service ?? '';
    if (upperBound !== null && value !== null)
      byHost.set(host, [...(byHost.get(host) ?? []), { upperBound, count: value }]);
  }
  return byHost;
}
