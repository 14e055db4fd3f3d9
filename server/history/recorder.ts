import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { backfill } from '#lib/history/backfill.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changesBetween, wasListed } from '#lib/history/changes-between.ts';
import { kindNames } from '#lib/k8s/kinds.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Clock, KubeSource } from '#server/context.ts';
import type { Logger } from '#server/log.ts';
import type { HistoryStore } from './history.ts';

interface Recording {
  readonly kube: Pick<KubeSource, 'snapshot' | 'subscribe'>;
  readonly store: Pick<HistoryStore, 'append'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Changes that come within this time are looked at and written at once. */
const pauseMs = 250;
/** So many are written, in some 10 ms, before others get their turn: what a large mesh had before the start comes by the thousand. */
const batch = 100;

/** Keeps what changes in the cluster for as long as `signal` is not aborted. Returns its own undo. */
export function recordChanges({ kube, store, clock, log }: Recording, signal: AbortSignal): () => void {
  let known = kube.snapshot();
  let waits = false;
  const look = async (): Promise<void> => {
    const [before, after] = [known, kube.snapshot()];
    known = after;
    const now = epochSeconds.parse(Math.floor(clock.now() / 1000));
    for (const some of inBatches(changesOf(before, after, now))) {
      await store.append(some);
      await clock.after(1, signal);
      if (signal.aborted) return;
    }
  };
  return kube.subscribe(() => {
    if (waits) return;
    waits = true;
    void clock.after(pauseMs, signal).then(() => {
      waits = false;
      if (!signal.aborted) look().catch((error) => log.warn({ error }, 'history: a change was not kept'));
    });
  });
}

function* inBatches(changes: Iterable<ChangeRecord>): Generator<readonly ChangeRecord[]> {
  let some: ChangeRecord[] = [];
  for (const change of changes) {
    some.push(change);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function* changesOf(before: MeshSnapshot, after: MeshSnapshot, now: EpochSeconds): Generator<ChangeRecord> {
  yield* firstListed(before, after, now);
  yield* changesBetween(before, after, now);
}

/** What the objects of kinds that have just been listed tell of the time before. */
function* firstListed(before: MeshSnapshot, after: MeshSnapshot, now: EpochSeconds): Generator<ChangeRecord> {
  for (const cluster of after.clusters.values()) {
    const old = before.clusters.get(cluster.id);
    for (const kind of kindNames)
      if (wasListed(cluster, kind) && (old === undefined || !wasListed(old, kind)))
        yield* backfill(cluster, kind, now);
  }
}
