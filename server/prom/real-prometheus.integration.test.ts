import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { eq } from '#lib/prom/promql.ts';
import {
  edgeBytesReceived,
  edgeBytesSent,
  edgeFailures,
  edgeRequests,
} from '#lib/prom/queries/edge-rates.ts';
import { uncoveredTargets } from '#lib/prom/queries/known-target.ts';
import { percentile } from '#lib/prom/queries/percentiles.ts';
import { scrapeInterval, scrapesWithin } from '#lib/prom/queries/scrape-interval.ts';
import { sentSince } from '#lib/prom/queries/sent-since.ts';
import { freePort } from '#server/testing/free-port.ts';
import { never } from '#server/testing/never.ts';
import { systemClock } from '../clock.ts';
import { createPromClient, type PromClient } from './client.ts';
import { refresh } from './refresh.ts';

const step = 15;
const end = 1_700_000_100;
const start = end - 3600;
const w = seconds.parse(300);
const at = epochSeconds.parse(end);

const edge = {
  reporter: 'source',
  source_workload: 'frontend',
  source_workload_namespace: 'shop',
  destination_workload: 'reviews-v1',
  destination_workload_namespace: 'shop',
  destination_service: 'reviews.shop.svc.cluster.local',
  request_protocol: 'http',
  job: 'pods',
};

type Value = (t: number) => number | null;
interface Series {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly value: Value;
}

const since =
  (from: number, perSecond: number, first = 0): Value =>
  (t) =>
    t < from ? null : first + Math.round((t - from) * perSecond);

const requests = (code: string, flags: string, instance: string, value: Value): Series => ({
  name: 'istio_requests_total',
  labels: { ...edge, response_code: code, response_flags: flags, instance },
  value,
});

const series: readonly Series[] = [
  { name: 'up', labels: { job: 'pods', instance: 'a' }, value: () => 1 },
  { name: 'up', labels: { job: 'pods', instance: 'b' }, value: (t) => (t > end - 100 ? 1 : null) },
  requests('200', '-', 'a', since(start, 10)),
  // A target of old that never had an `up`.
  requests('200', '-', 'c', (t) => (t < start + 600 ? t - start : null)),
  requests('500', '-', 'a', since(start, 1)),
  // Appeared two minutes ago with 3 and stayed there: `rate` sees nothing of it.
  requests('503', 'UH', 'a', since(end - 120, 0, 3)),
  // A target that is itself new brings a counter that counted before: not a first failure.
  requests('503', 'UF', 'b', since(end - 90, 0, 5000)),
  ...['1', '+Inf'].map((le) => ({
    name: 'istio_request_duration_milliseconds_bucket',
    labels: { ...edge, response_code: '200', response_flags: '-', instance: 'a', le },
    value: since(start, le === '1' ? 5 : 10),
  })),
  ...(['sum', 'count'] as const).map((part) => ({
    name: `istio_request_duration_milliseconds_${part}`,
    labels: { ...edge, response_code: '200', response_flags: '-', instance: 'a' },
    value: since(start, part === 'sum' ? 250 : 10),
  })),
  {
    name: 'istio_tcp_received_bytes_total',
    labels: { ...edge, request_protocol: 'tcp', response_flags: '-', instance: 'a' },
    value: since(start, 1000),
  },
];

function openMetrics(): string {
  const lines: string[] = [];
  const byName = Map.groupBy(series, ({ name }) => name);
  for (const [name, all] of byName) {
    lines.push(`# TYPE ${name.replace(/_total$/, '')} unknown`);
    for (const { labels, value } of all) {
      const text = Object.entries(labels).map(([key, v]) => `${key}="${v}"`);
      for (let t = start; t <= end; t += step) {
        const v = value(t);
        if (v !== null) lines.push(`${name}{${text.join(',')}} ${v} ${t}`);
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

let folder: string;
let server: ChildProcess;
let client: PromClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-prometheus-'));
  writeFileSync(join(folder, 'data.om'), openMetrics().replaceAll(/^# TYPE.*\n/gm, ''));
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'data.om'), folder]);
  const port = await freePort();
  server = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${folder}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const settings = {
    url: `http://127.0.0.1:${port}`,
    auth: { kind: 'none' } as const,
    ca: null,
    headers: {},
    scope: [],
  };
  client = createPromClient({ settings, clock: systemClock });
  await vi.waitFor(() => client.query(scrapeInterval(), at, never), { timeout: 20_000, interval: 100 });
}, 60_000);

afterAll(async () => {
  await client.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['up', 'any-series'] as const)('a refresh brings what the series say, %s', async (knownBy) => {
  const { samples, missing, costs } = await refresh(client, w, at, knownBy, never);
  expect(missing).toEqual([]);
  expect(costs.map(({ samples: touched }) => touched)).not.toContain(null);
  const of = (measure: string) =>
    samples
      .filter((sample) => sample.measure === measure)
      .map(({ labels, value }) => [
        labels.response_code,
        labels.response_flags,
        Math.round(value * 100) / 100,
      ]);
  expect(of('requests').map(([, , value]) => value)).toEqual([11]);
  expect(of('failures')).toEqual([['500', '-', 1]]);
  expect(of('first-failures')).toEqual([['503', 'UH', 3]]);
  expect(of('new-requests').map(([, , value]) => value)).toEqual([3]);
  expect(of('latency').map(([, , value]) => value)).toEqual([250]);
  expect(of('tcp-sent').map(([, , value]) => value)).toEqual([1000]);
});

test('targets without `up` are found, and none where all have it', async () => {
  expect((await client.query(uncoveredTargets(), at, never)).vector).toEqual([]);
  const before = epochSeconds.parse(start + 300);
  expect((await client.query(uncoveredTargets(), before, never)).vector.length).toBe(1);
});

test('every query of a single edge is understood', async () => {
  const matchers = [eq('source_workload', 'frontend')];
  const rate = await client.query(edgeRequests(matchers, w), at, never);
  expect(rate.vector[0]?.value).toBeCloseTo(11, 1);
  const failures = await client.query(edgeFailures(matchers, w), at, never);
  expect(failures.vector.length).toBe(3);
  const p50 = await client.query(percentile(50, matchers, w), at, never);
  expect(p50.vector).toMatchObject([{ labels: { reporter: 'source' }, value: 1 }]);
  expect((await client.query(edgeBytesSent(matchers, w), at, never)).vector.length).toBe(1);
  expect((await client.query(edgeBytesReceived(matchers, w), at, never)).vector.length).toBe(0);
  const counts = await client.query(scrapesWithin(w), at, never);
  expect(counts.vector[0]?.value).toBeGreaterThanOrEqual(20);
});

test('what was sent since several routes changed is one query', async () => {
  const hosts = ['reviews.shop.svc.cluster.local'];
  const query = sentSince([
    { ago: seconds.parse(60), hosts: ['other.shop.svc.cluster.local'] },
    { ago: seconds.parse(120), hosts },
  ]);
  const { vector } = await client.query(query, at, never);
  expect(vector.length).toBe(1);
  expect(vector[0]?.value).toBeCloseTo(11 * 120, -2);
});

test('a range has a point a step and gaps where there was nothing', async () => {
  const span = { start: epochSeconds.parse(start - 600), end: at, step: seconds.parse(60) };
  const { matrix } = await client.queryRange(edgeRequests([], w), span, never);
  expect(matrix.length).toBe(1);
  expect(matrix[0]?.points.length).toBeLessThan((end - start + 600) / 60 + 1);
  expect(matrix[0]?.points[0]?.[0]).toBeGreaterThanOrEqual(start);
});
