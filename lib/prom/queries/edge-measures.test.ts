import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { toPromql } from '../promql.ts';
import { satisfies } from '../satisfies.ts';
import { identityBuckets, identityBytes, identityPercentile } from './edge-measures.ts';
import { inNamespaces } from './in-namespaces.ts';

const window = seconds.parse(300);
const all = { namespaces: null, operations: null };

test('one query reads every edge, by reporter', () => {
  const text = toPromql(identityPercentile(95, all, window).expr);
  expect(text).toMatch(/^histogram_quantile\(0\.95, sum by \(le, reporter, source_cluster, /);
  expect(text).toContain('(rate(istio_request_duration_milliseconds_bucket[300s]))');
  expect(toPromql(identityBytes('response', all, window).expr)).toMatch(/^sum by \(reporter, .*_bytes_sum/);
});

test('of buckets only those of some services, and the label of operations where they are nodes', () => {
  const text = toPromql(
    identityBuckets({ namespaces: null, operations: 'request_operation' }, ['b.shop', 'a.shop'], window).expr,
  );
  expect(text).toContain('destination_service=~"a\\\\.shop|b\\\\.shop"');
  expect(text).toContain('request_protocol, request_operation)');
});

test('what has an end in a chosen namespace is read, and read once', () => {
  const selections = inNamespaces(['bank', 'shop']).map(satisfies);
  const read = (from: string, to: string, service: string) =>
    selections.filter((selects) =>
      selects({
        source_workload_namespace: from,
        destination_workload_namespace: to,
        destination_service_namespace: service,
      }),
    ).length;
  expect(read('shop', 'other', 'other')).toBe(1);
  expect(read('other', 'shop', 'shop')).toBe(1);
  expect(read('shop', 'bank', 'bank')).toBe(1);
  expect(read('other', 'unknown', 'bank')).toBe(1);
  expect(read('other', 'unknown', 'other')).toBe(0);
  expect(read('other', 'another', 'shop')).toBe(0);
});
