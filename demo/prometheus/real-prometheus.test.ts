import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type Answer, parseAnswer } from './agreement/answer.ts';
import { serveMetrics } from './metrics-server.ts';
import { findProgram } from './real/find-program.ts';
import { startRealPrometheus } from './real-prometheus.ts';
import { SampleStore } from './sample-store.ts';

const installed = findProgram('prometheus') !== null && findProgram('promtool') !== null;
if (!installed)
  console.warn('not run: a real Prometheus on the demo, because prometheus and promtool are not in PATH');

const family = { name: 'requests_total', help: 'Requests.', type: 'counter' } as const;
const labels = { job: 'app', instance: '10.0.0.1:80', namespace: 'shop', pod: 'cart-1' };
const perSecond = 40;

/** A counter that rises steadily with the clock, so that every rate over it must be the same. */
function steadyCounter(clock: () => number) {
  const begun = clock() - 3_600_000;
  const live = { name: family.name, labels, family, value: 0 };
  return {
    series() {
      live.value = Math.round(((clock() - begun) / 1000) * perSecond);
      return [live];
    },
  };
}

async function ask(url: string, query: string): Promise<Answer> {
  return parseAnswer(await (await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)).json());
}

function samplesIn(answer: Answer): (readonly (readonly [number, string])[])[] {
  if (answer.kind === 'error') throw new Error(answer.message);
  return [...answer.rows.values()];
}

describe.skipIf(!installed)("a real Prometheus that begins with the demo's history", () => {
  test.each(['remote-write', 'promtool'] as const)(
    'goes on by scraping without a seam (%s)',
    { timeout: 60_000 },
    async (backfill) => {
      let now = Date.now() - 600_000;
      const source = steadyCounter(() => now);
      const store = new SampleStore();
      for (const end = Date.now(); now < end; now += 1000) store.scrape(now, source);
      now -= 1000;
      const seam = now / 1000;
      const running = {
        series() {
          now = Date.now();
          return source.series();
        },
      };
      const metrics = await serveMetrics({ source: running });
      const dir = await mkdtemp(join(tmpdir(), 'weft-prometheus-'));
      const settings = { dir, store, metricsUrl: metrics.url, scrapeIntervalSeconds: 1, backfill };
      const prometheus = await startRealPrometheus(settings);
      try {
        await vi.waitFor(
          async () => {
            const [samples] = samplesIn(await ask(prometheus.url, 'requests_total[1m]'));
            expect(samples?.filter(([time]) => time > seam).length).toBeGreaterThan(3);
          },
          { timeout: 30_000, interval: 250 },
        );
        const series = samplesIn(await ask(prometheus.url, 'requests_total[15m]'));
        expect(series).toHaveLength(1);
        const times = series[0]?.map(([time]) => time) ?? [];
        const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        expect(times.length).toBeGreaterThan(600);
        expect(Math.max(...gaps)).toBeLessThan(15);
        const [[rate] = []] = samplesIn(await ask(prometheus.url, 'rate(requests_total[1m])'));
        expect(Math.abs(Number(rate?.[1]) - perSecond)).toBeLessThan(perSecond * 0.02);
        expect(samplesIn(await ask(prometheus.url, 'resets(requests_total[15m])'))[0]?.[0]?.[1]).toBe('0');
        expect(samplesIn(await ask(prometheus.url, 'up{job="app", pod="cart-1"} == 1'))).toHaveLength(1);
      } finally {
        await Promise.all([prometheus.close(), metrics.close()]);
        await rm(dir, { recursive: true, force: true });
      }
      await expect(fetch(`${prometheus.url}/-/ready`)).rejects.toThrow();
    },
  );
});
