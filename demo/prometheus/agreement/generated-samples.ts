import type { SampleRow, SampleStore } from '../sample-store.ts';
import { labelsOf } from '../store/labels.ts';
import { stale } from '../store/sample-chunk.ts';

export const firstScrapeMs = 1_700_000_000_123;
const scrapeMs = 15_000;
const scrapes = 360;
export const lastScrapeMs = firstScrapeMs + (scrapes - 1) * scrapeMs;

/** Numbers in [0, 1) that are the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Generator {
  readonly labels: Record<string, string>;
  /** The sample at a scrape; null for a gap. */
  next(scrape: number): number | typeof stale | null;
}

/**
 * Fills a store with an hour and a half of everything that is awkward: counters that start again, gaps, series that end
 * and come back, whole and broken numbers, NaN and infinities, histograms, uneven scrape times.
 */
export function generateSamples(store: SampleStore, seed: number, options: { staleness: boolean }): void {
  const random = seeded(seed);
  const generators = [...requestCounters(random), ...gauges(random), ...histograms(random)];
  for (let scrape = 0; scrape < scrapes; scrape++) {
    const jitter = scrape === 0 || scrape === scrapes - 1 ? 0 : Math.floor(random() * 800) - 400;
    const rows: SampleRow[] = [];
    for (const generator of generators) {
      const value = generator.next(scrape);
      if (value === null || (value === stale && !options.staleness)) continue;
      rows.push({ labels: labelsOf(generator.labels), value });
    }
    store.append(firstScrapeMs + scrape * scrapeMs + jitter, rows);
  }
}

function requestCounters(random: () => number): Generator[] {
  const generators: Generator[] = [];
  const hosts = ['cart', 'orders', 'payment'];
  for (const [edge, host] of hosts.entries()) {
    for (const code of ['200', '404', '503']) {
      for (const reporter of ['source', 'destination']) {
        generators.push(counter(random, requestLabels(host, code, reporter, edge), edge));
        const tcp = { ...requestLabels(host, '0', reporter, edge), app: 'ztunnel', request_protocol: 'tcp' };
        if (code !== '200') continue;
        for (const metric of ['istio_tcp_sent_bytes_total', 'istio_tcp_received_bytes_total']) {
          generators.push(counter(random, { ...tcp, __name__: metric }, edge));
        }
      }
    }
  }
  return generators;
}

function requestLabels(host: string, code: string, reporter: string, edge: number): Record<string, string> {
  return {
    __name__: 'istio_requests_total',
    job: 'istio-proxies',
    instance: `10.0.0.${edge}:15020`,
    pod: `${host}-${edge}`,
    namespace: edge === 0 ? 'shop' : 'pay',
    reporter,
    response_code: code,
    response_flags: code === '503' ? 'UF' : '-',
    grpc_response_status: host === 'payment' ? (code === '200' ? '0' : '14') : '',
    request_protocol: host === 'payment' ? 'grpc' : 'http',
    source_workload: 'frontend',
    source_workload_namespace: 'shop',
    destination_service: `${host}.shop.svc.cluster.local`,
    destination_service_name: host,
    destination_workload: `${host}-v1`,
    destination_canonical_revision: 'v1',
    connection_security_policy: reporter === 'source' ? 'unknown' : 'mutual_tls',
  };
}

/** A counter with restarts and gaps; some come late, some end, some end and come back. */
function counter(random: () => number, labels: Record<string, string>, kind: number): Generator {
  let value = Math.floor(random() * 500);
  const speed = random() * 20;
  const begins = random() < 0.3 ? Math.floor(random() * scrapes) : 0;
  const ends = random() < 0.4 ? begins + Math.floor(random() * scrapes) : scrapes;
  const back = ends + (random() < 0.5 ? 30 : scrapes);
  return {
    labels,
    next(scrape) {
      if (scrape < begins || (scrape > ends && scrape < back)) return null;
      if (scrape === ends && back > ends + 1) return stale;
      value = random() < 0.01 ? Math.floor(random() * 5) : value + Math.floor(random() * speed);
      if (random() < 0.03) return null;
      return kind === 2 ? value + 0.25 : value;
    },
  };
}

function gauges(random: () => number): Generator[] {
  const zones = ['north', 'south', 'east', 'west'];
  const temperatures = zones.map((zone, index): Generator => {
    let value = 20;
    return {
      labels: { __name__: 'temperature', zone, half: index < 2 ? 'upper' : 'lower', job: 'weather' },
      next() {
        value += random() * 4 - 2;
        const odd = random();
        if (odd < 0.01) return Number.NaN;
        if (odd < 0.015) return Number.POSITIVE_INFINITY;
        return odd < 0.05 ? null : index === 3 ? Math.round(value) * 1e12 : value;
      },
    };
  });
  const up = [0, 1, 2].map(
    (edge): Generator => ({
      labels: { __name__: 'up', job: 'istio-proxies', instance: `10.0.0.${edge}:15020` },
      next: () => (random() < 0.02 ? 0 : 1),
    }),
  );
  const weights = zones.map(
    (zone, index): Generator => ({
      labels: { __name__: 'zone_weight', zone, tier: index % 2 === 0 ? 'gold' : 'tin' },
      next: () => index + 1,
    }),
  );
  const interval: Generator = {
    labels: {
      __name__: 'prometheus_target_interval_length_seconds',
      interval: '15s',
      quantile: '0.5',
      job: 'prometheus',
    },
    next: () => 15.0003,
  };
  return [...temperatures, ...up, ...weights, interval];
}

const bounds = ['0.5', '1', '5', '10', '25', '50', '100', '+Inf'];

function histograms(random: () => number): Generator[] {
  return ['cart', 'orders', 'payment'].flatMap((host, edge) => {
    const labels = { ...requestLabels(host, '200', 'source', edge) };
    const counts = bounds.map(() => 0);
    let sum = 0;
    const buckets = bounds.map(
      (le, index): Generator => ({
        labels: { ...labels, __name__: 'istio_request_duration_milliseconds_bucket', le },
        next(scrape) {
          if (index === 0) {
            if (random() < 0.01) counts.fill(0);
            if (scrape % 7 === 0)
              return advance(counts, random, (value) => {
                sum += value;
              });
          }
          return counts[index] ?? 0;
        },
      }),
    );
    const of = (suffix: string, next: () => number): Generator => ({
      labels: { ...labels, __name__: `istio_request_duration_milliseconds_${suffix}` },
      next,
    });
    return [...buckets, of('sum', () => sum), of('count', () => counts[bounds.length - 1] ?? 0)];
  });
}

/** Adds some observations to cumulative buckets; gives the first bucket's count. */
function advance(counts: number[], random: () => number, observed: (value: number) => void): number {
  for (let observation = Math.floor(random() * 40); observation > 0; observation--) {
    const value = random() ** 3 * 150;
    observed(value);
    for (const [index, bound] of bounds.entries()) {
      if (bound === '+Inf' || value <= Number(bound)) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return counts[0] ?? 0;
}
