import { expect, test } from 'vitest';
import type { LiveSeries, MetricFamily } from '../traffic/metrics.ts';
import { Exposition } from './exposition.ts';
import { serveMetrics } from './metrics-server.ts';

const requests: MetricFamily = { name: 'requests_total', help: 'Requests\nserved.', type: 'counter' };
const duration: MetricFamily = { name: 'duration', help: 'Time.', type: 'histogram' };
const line = (
  family: MetricFamily,
  name: string,
  labels: Record<string, string>,
  value: number,
): LiveSeries => ({
  family,
  name,
  labels,
  value,
});

const textOf = (series: LiveSeries[]) =>
  Buffer.concat(new Exposition({ series: () => series }).pieces()).toString();

test('a family comes once, with its help and type, whatever the order of the source', () => {
  const series = [
    line(requests, 'requests_total', { path: 'a"b\\c\nd' }, 3),
    line(duration, 'duration_bucket', { le: '+Inf' }, 2),
    line(requests, 'requests_total', {}, 1e21),
    line(duration, 'duration_sum', {}, Number.NaN),
  ];
  expect(textOf(series)).toBe(
    [
      '# HELP requests_total Requests\\nserved.',
      '# TYPE requests_total counter',
      'requests_total{path="a\\"b\\\\c\\nd"} 3',
      'requests_total 1e+21',
      '# HELP duration Time.',
      '# TYPE duration histogram',
      'duration_bucket{le="+Inf"} 2',
      'duration_sum NaN',
      '',
    ].join('\n'),
  );
});

test('the server adds the targets', async () => {
  const series = [line(requests, 'requests_total', { job: 'a', instance: 'b' }, 1)];
  const server = await serveMetrics({ source: { series: () => series } });
  try {
    const answer = await fetch(server.url);
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('up{job="a",instance="b"} 1\n');
  } finally {
    await server.close();
  }
});
