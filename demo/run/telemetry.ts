import { rm } from 'node:fs/promises';
import type { FaultSwitch } from '#demo/control/serve-control.ts';
import type { FaultMode } from '#demo/prometheus/api/faults.ts';
import { serveMetrics } from '#demo/prometheus/metrics-server.ts';
import { serveQueryApi } from '#demo/prometheus/query-api.ts';
import { type Backfill, startRealPrometheus } from '#demo/prometheus/real-prometheus.ts';
import { SampleStore } from '#demo/prometheus/sample-store.ts';
import type { Scrapeable } from '#demo/traffic/metrics.ts';

/** Where samples go and queries are answered. */
export interface Telemetry {
  readonly prometheusUrl: string;
  readonly metricsUrl: string;
  readonly faults: FaultSwitch | null;
  scrape(timeMs: number): void;
  close(): Promise<void>;
}

/** Names that tests and people use for the query API's faults. */
const modes: Readonly<Record<string, FaultMode>> = {
  ok: 'none',
  down: 'down',
  slow: 'slow',
  '401': 'unauthorized',
  '400': 'bad-request',
  '422': 'unprocessable',
  '500': 'error-500',
  truncated: 'truncated',
  warnings: 'warnings',
  empty: 'empty',
  nan: 'nan',
};

/** Samples of the history, kept until it is known who answers queries. */
export interface History {
  scrape(timeMs: number): void;
  stats(): { readonly series: number };
  /** The built-in query API on these samples. */
  serve(): Promise<Telemetry>;
  /** An installed Prometheus that begins with these samples and scrapes /metrics from then on. */
  handOver(dir: string, backfill: Backfill): Promise<Telemetry>;
}

/** Collects samples of `source`; nothing listens yet, the history is written first. */
export function collectHistory(
  source: Scrapeable,
  wall: () => number,
  scrapeIntervalSeconds: number,
): History {
  const store = new SampleStore({ scrapeIntervalSeconds });
  const scrape = (timeMs: number) => store.scrape(timeMs, source);
  return {
    scrape,
    stats: () => store.stats(),
    async serve() {
      const [api, metrics] = await Promise.all([
        serveQueryApi({ store, clock: wall }),
        serveMetrics({ source }),
      ]);
      return {
        prometheusUrl: api.url,
        metricsUrl: metrics.url,
        faults: {
          modes: Object.keys(modes),
          set: (mode, faultOptions) => api.faults.setFault(modes[mode] ?? 'none', faultOptions),
        },
        scrape,
        async close() {
          await Promise.all([api.close(), metrics.close()]);
        },
      };
    },
    async handOver(dir, backfill) {
      // Samples of an earlier run would be out of order with these.
      await rm(dir, { recursive: true, force: true });
      const metrics = await serveMetrics({ source });
      const metricsUrl = metrics.url;
      try {
        const real = await startRealPrometheus({ dir, metricsUrl, store, scrapeIntervalSeconds, backfill });
        return {
          prometheusUrl: real.url,
          metricsUrl,
          faults: null,
          scrape: () => undefined,
          async close() {
            await Promise.all([real.close(), metrics.close()]);
          },
        };
      } catch (error) {
        await metrics.close();
        throw error;
      }
    },
  };
}
