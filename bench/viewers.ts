import { ownMetric } from './api.ts';
import type { Mesh } from './mesh.ts';
import { openStream } from './open-stream.ts';
import type { Row } from './row.ts';

const viewers = 100;
const periods = 3;
const window = 600;

/** Queries per refresh while 100 event streams of a window are open, against one. */
export async function viewersRow({ url }: Mesh): Promise<Row> {
  const one = await perMoment(url, 1);
  const many = await perMoment(url, viewers);
  return {
    what: `queries per refresh period, ${viewers} streams of a window`,
    measured: many.toFixed(1),
    limit: `one stream ${one.toFixed(1)}`,
    ratio: many / one,
    budget: 1,
  };
}

/**
 * Queries of the window for each moment that was refreshed while `count` streams are open. Moments are counted as the first
 * stream hears of them, so that a busy machine, on which refreshes are further apart, does not matter. Other windows may be
 * polled meanwhile: all of them send the same queries, so the window's part is that of its refreshes.
 */
async function perMoment(url: string, count: number): Promise<number> {
  const streams = await Promise.all(Array.from({ length: count }, () => openStream(url, window)));
  try {
    const [first] = streams;
    if (first === undefined) throw new Error('no stream is open');
    await first.next('graph');
    const from = await spent(url);
    const moments = new Set<unknown>();
    while (moments.size < periods) moments.add((await first.next('graph')).at);
    const to = await spent(url);
    const perRefresh = (to.queries - from.queries) / (to.refreshes - from.refreshes);
    return (perRefresh * (to.ofWindow - from.ofWindow)) / moments.size;
  } finally {
    for (const stream of streams) stream.close();
  }
}

async function spent(url: string) {
  const refreshes = 'weft_prometheus_refresh_duration_seconds_count';
  return {
    queries: await ownMetric(url, 'weft_prometheus_queries_total'),
    refreshes: await ownMetric(url, refreshes),
    ofWindow: await ownMetric(url, refreshes, `window="${window}"`),
  };
}
