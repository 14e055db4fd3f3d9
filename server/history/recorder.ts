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
    const changes = [...firstListed(before, after, now), ...changesBetween(before, after, now)];
    for (let from = 0; from < changes.length; from += batch) {
      await store.append(changes.slice(from, from + batch));
      if (from + batch < changes.length) await clock.after(1, signal);
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

/** What the objects of kinds that have just been listed tell of the time before. */
function firstListed(before: MeshSnapshot, after: MeshSnapshot, now: EpochSeconds): ChangeRecord[] {
  return [...after.clusters.values()].flatMap((cluster) => {
    const old = before.clusters.get(cluster.id);
    const fresh = kindNames.filter(
      (kind) => wasListed(cluster, kind) && (old === undefined || !wasListed(old, kind)),
    );
    return fresh.flatMap((kind) => backfill(cluster, kind, now));
  });
}
