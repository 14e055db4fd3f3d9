import { type ClientRequest, request } from 'node:http';
import { ownMetric, readStatus } from './api.ts';
import type { Mesh } from './mesh.ts';
import type { Row } from './row.ts';
import { until } from './until.ts';

const viewers = 100;
const periods = 3;
const window = 600;

/** Queries per refresh while 100 event streams of a window are open, against one. */
export async function viewersRow({ url }: Mesh): Promise<Row> {
  const one = await perPeriod(url, 1);
  const many = await perPeriod(url, viewers);
  return {
    what: `queries per refresh period, ${viewers} streams of a window`,
    measured: many.toFixed(1),
    limit: `one stream ${one.toFixed(1)}`,
    ratio: many / one,
    budget: 1,
  };
}

/**
 * Queries of the window in a refresh period while `count` streams are open, from the end of a refresh to that of a later one.
 * Other windows may be polled meanwhile: all of them send the same queries, so the window's part is that of its refreshes.
 */
async function perPeriod(url: string, count: number): Promise<number> {
  const streams = await Promise.all(Array.from({ length: count }, () => openStream(url)));
  try {
    const { refreshInterval } = await readStatus(url);
    const from = await afterRefreshes(url, 1);
    const to = await afterRefreshes(url, periods);
    const elapsed = Math.round((to.at - from.at) / 1000 / refreshInterval);
    const perRefresh = (to.queries - from.queries) / (to.refreshes - from.refreshes);
    return (perRefresh * (to.ofWindow - from.ofWindow)) / elapsed;
  } finally {
    for (const stream of streams) stream.destroy();
  }
}

async function spent(url: string) {
  const refreshes = 'weft_prometheus_refresh_duration_seconds_count';
  return {
    queries: await ownMetric(url, 'weft_prometheus_queries_total'),
    refreshes: await ownMetric(url, refreshes),
    ofWindow: await ownMetric(url, refreshes, `window="${window}"`),
    at: performance.now(),
  };
}

async function afterRefreshes(url: string, more: number): Promise<Awaited<ReturnType<typeof spent>>> {
  const before = await spent(url);
  let now = before;
  await until(`${more} refreshes`, 60 * more, async () => {
    now = await spent(url);
    return now.ofWindow >= before.ofWindow + more;
  });
  return now;
}

/** Opens an event stream and keeps it open; resolves when the first event has come. */
function openStream(url: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/v1/stream?window=${window}`, { agent: false }, (answer) => {
      answer.once('data', () => resolve(sent));
      answer.resume();
    });
    sent.once('error', reject);
    sent.end();
  });
}
