import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import type { Labels, VectorRow } from '#lib/prom/series.ts';
import {
  byVersion,
  numbersOf,
  reporterOfUsers,
  reporterOfVersions,
  tallyOf,
  versionOf,
} from './read-rows.ts';

const counted = { window: seconds.parse(300), scrapeInterval: seconds.parse(15) };
const row = (value: number | null, labels: Labels): VectorRow => ({
  labels: { reporter: 'destination', response_code: '200', response_flags: '-', ...labels },
  value,
});
const v2 = { destination_canonical_revision: 'v2' };

test.each<[Labels, string | null]>([
  [v2, 'v2'],
  [{ destination_canonical_revision: 'latest', destination_version: 'v3' }, 'v3'],
  [
    {
      destination_canonical_revision: 'latest',
      destination_version: 'unknown',
      destination_canonical_service: 'cart',
    },
    'latest',
  ],
  [
    {
      destination_canonical_revision: 'latest',
      destination_version: 'unknown',
      destination_canonical_service: 'unknown',
    },
    null,
  ],
  [{ destination_version: 'v3' }, 'v3'],
  [{ destination_canonical_revision: 'unknown', destination_version: '' }, null],
])('%j is of %s', (labels, version) => {
  expect(versionOf(labels)).toBe(version);
});

test('outcomes are told apart, and counts are no more than what was counted for sure', () => {
  const tally = tallyOf(
    [
      row(10, v2),
      row(1, { ...v2, response_code: '503', response_flags: 'UC' }),
      row(0.5, { ...v2, response_code: '404' }),
      row(0.2, { ...v2, request_protocol: 'grpc', grpc_response_status: '14' }),
      row(0.1, { ...v2, request_protocol: 'grpc', grpc_response_status: '5' }),
      row(0.1, { ...v2, response_code: '0', response_flags: 'DC' }),
      row(null, { ...v2, response_code: '500' }),
    ],
    counted,
  );
  expect(tally).toMatchObject({ requests: 3391, failed: 370, refused: 171 });
  expect(tally?.rate).toBeCloseTo(11.9);
  expect(tally?.answers[1]).toMatchObject({ code: '503', flags: ['UC'], count: 285, outcome: 'failed' });
  expect(tally?.answers.map(({ code, grpcStatus }) => grpcStatus ?? code)).toEqual([
    '200',
    '503',
    '404',
    '14',
    '5',
    '-',
  ]);
});

test('a version without rows has no numbers', () => {
  expect(tallyOf([], counted)).toBeNull();
  expect(tallyOf([row(0, v2)], counted)).toBeNull();
  expect(numbersOf('v2', [], [], counted)).toEqual({
    version: 'v2',
    tally: null,
    latency: { p50: null, p95: null, p99: null },
    buckets: [],
  });
});

test('versions are counted beside them where anyone does, else before them', () => {
  const source = row(1, { ...v2, reporter: 'source' });
  expect(reporterOfVersions([source, row(1, v2)])).toBe('destination');
  expect(reporterOfVersions([source, row(1, { ...v2, reporter: 'waypoint' })])).toBe('waypoint');
  expect(reporterOfVersions([source, row(0, v2)])).toBe('source');
  expect(reporterOfVersions([row(1, { reporter: 'source' })])).toBeNull();
});

test('what users get is counted by callers, or by the waypoint that most of them go through', () => {
  const of = (source: number, waypoint: number) =>
    reporterOfUsers([row(source, { reporter: 'source' }), row(waypoint, { reporter: 'waypoint' })]);
  expect([of(10, 15), of(1, 10), of(0, 1), of(0, 0)]).toEqual(['source', 'waypoint', 'waypoint', null]);
});

test('what came to no version stands apart', () => {
  const rows = [row(1, v2), row(2, { response_code: '503', response_flags: 'UH' })];
  const { versions, without } = byVersion(rows, 'destination', ['reviews']);
  expect([...versions.keys()]).toEqual(['v2']);
  expect(without).toEqual([rows[1]]);
});

test('of several services one that names no version is called by its service', () => {
  const hosts = ['cart.shop.svc.cluster.local', 'cart-next.shop.svc.cluster.local'];
  const rows = hosts.map((host) =>
    row(1, {
      destination_service: host,
      destination_canonical_service: 'cart',
      destination_canonical_revision: 'latest',
    }),
  );
  expect([...byVersion(rows, 'destination', hosts).versions.keys()]).toEqual(['cart', 'cart-next']);
  expect([...byVersion(rows, 'destination', hosts.slice(1)).versions.keys()]).toEqual(['latest']);
});

test('percentiles of several pods are of their buckets together', () => {
  const bucket = (le: string, value: number, pod: string): VectorRow => ({ labels: { le, pod }, value });
  const { latency } = numbersOf(
    'v2',
    [row(1, v2)],
    [
      bucket('100', 1, 'a'),
      bucket('+Inf', 1, 'a'),
      bucket('100', 0, 'b'),
      bucket('200', 1, 'b'),
      bucket('+Inf', 1, 'b'),
      bucket('200', 1, 'a'),
    ],
    counted,
  );
  expect(latency).toEqual({ p50: 100, p95: 190, p99: 198 });
});
