import { firstLimit } from './first-limit.ts';
import type { Seen, Sending } from './seen.ts';

/** So many hosts are asked about at most: each costs the buckets of all its series. */
const most = 20;

/** A mean below this part of the limit leaves its 99th percentile below it too, but for the rarest of shapes. */
const near = 0.02;

/** Hosts whose latency is worth asking for, as their routes have a timeout that it could lie beyond; the nearest first. */
export function hostsToTime({ sendings }: Pick<Seen, 'sendings'>): readonly string[] {
  const byHost = new Map<string, number>();
  for (const sending of sendings) {
    const limit = firstLimit(sending);
    const mean = meanOf(sending);
    if (limit === null || mean === null || mean < near * limit.ms) continue;
    byHost.set(sending.host, Math.max(byHost.get(sending.host) ?? 0, mean / limit.ms));
  }
  return [...byHost]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([host]) => host);
}

/** The longest mean duration of a sending's edges, in milliseconds; null where none is known. */
function meanOf({ edges, reporter }: Sending): number | null {
  const means = edges.flatMap(({ reports }) => reports[reporter]?.avgLatency ?? []);
  return means.length === 0 ? null : Math.max(...means);
}
