import { type EpochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangedHosts } from '#lib/prom/queries/sent-since.ts';

/** Kubernetes keeps whole seconds: a change is younger than it says by less than this. */
const cutOff = 1;

/**
 * The hosts of split routes that changed within the window, with how long ago: counts of the whole window would mix what
 * the old weights did with what the new ones do. One scrape is left for the proxies to hear of the change; a change so
 * young that no two scrapes follow it is left out, for there is nothing to count yet.
 */
export function changedHosts(
  snapshot: MeshSnapshot,
  at: EpochSeconds,
  window: Seconds,
  scrapeInterval: Seconds,
): readonly ChangedHosts[] {
  const latest = new Map<string, number>();
  for (const cluster of snapshot.clusters.values()) {
    for (const { rules, changedAt } of routes(cluster)) {
      if (changedAt === null || changedAt <= at - window || changedAt > at) continue;
      for (const { targets } of rules) {
        if (targets.length < 2) continue;
        for (const { host } of targets) latest.set(host, Math.max(latest.get(host) ?? 0, changedAt));
      }
    }
  }
  const groups = Map.groupBy(latest.keys(), (host) => at - (latest.get(host) ?? 0) - cutOff - scrapeInterval);
  return [...groups]
    .filter(([ago]) => ago >= 2 * scrapeInterval)
    .sort(([a], [b]) => a - b)
    .map(([ago, hosts]) => ({ ago: seconds.parse(ago), hosts: hosts.sort() }));
}
