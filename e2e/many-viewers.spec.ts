import { type ClientRequest, request } from 'node:http';
import { expect, test } from '@playwright/test';
import { ask, fromSetup } from './support/api.ts';
import { edges, openGraph } from './support/page.ts';

/** Opens an event stream and keeps it open; resolves when the first event has come. */
function openStream(): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const sent = request(`${fromSetup('WEFT_URL')}/api/v1/stream?window=300`, { agent: false }, (answer) => {
      answer.once('data', () => resolve(sent));
      answer.resume();
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** How many queries Weft has sent to Prometheus so far, and how many refreshes of the 5-minute window it made. */
async function spent(): Promise<{ queries: number; refreshes: number }> {
  const { body } = await ask('/metrics');
  const sum = (pattern: RegExp) => [...body.matchAll(pattern)].reduce((total, m) => total + Number(m[1]), 0);
  return {
    queries: sum(/^weft_prometheus_queries_total(?:\{[^}]*\})? (\S+)$/gm),
    refreshes: sum(/^weft_prometheus_refresh_duration_seconds_count\{[^}]*window="300"[^}]*\} (\S+)$/gm),
  };
}

test('100 streams of one window cost what one costs', async () => {
  test.setTimeout(120_000);
  const streams = await Promise.all(Array.from({ length: 100 }, openStream));
  try {
    const before = await spent();
    await expect
      .poll(async () => (await spent()).refreshes - before.refreshes, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(2);
    const after = await spent();
    expect((after.queries - before.queries) / (after.refreshes - before.refreshes)).toBeLessThanOrEqual(24);
  } finally {
    for (const stream of streams) stream.destroy();
  }
});

// A browser opens six connections to a server over HTTP/1.1: with more tabs than that, each with a stream of its own, none would load.
test('eight tabs of one browser stay live @built-in', async ({ context }) => {
  test.setTimeout(300_000);
  const pages = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  for (const page of pages) await openGraph(page);
  for (const page of pages) {
    await page.bringToFront();
    await expect(edges(page).first()).toBeVisible();
    const answer = page.waitForResponse((r) => r.url().includes('/api/v1/graph'), { timeout: 40_000 });
    expect([200, 304]).toContain((await answer).status());
  }
});
