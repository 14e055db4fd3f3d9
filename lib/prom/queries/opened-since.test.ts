import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { toPromql } from '../promql.ts';
import { openedSince } from './opened-since.ts';
import { rejectsSince } from './rejects-since.ts';

const scope = [{ label: 'mesh_id', value: 'prod' }];
const ago = seconds.parse(600);

test('connections are those that callers opened to these hosts alone, by edge', () => {
  const text = toPromql(openedSince(ago, ['b.shop.svc.cluster.local', 'a.com']).expr, scope);
  expect(text).toContain(
    String.raw`increase(istio_tcp_connections_opened_total{mesh_id="prod",reporter="source",destination_service=~"a\\.com|b\\.shop\\.svc\\.cluster\\.local"}[600s])`,
  );
  expect(text).toMatch(/^sum by \(reporter, source_cluster, .*destination_workload, /);
});

test('refused configurations are counted over all of istiod', () => {
  expect(toPromql(rejectsSince(ago).expr, scope)).toBe(
    'sum by () (increase(pilot_total_xds_rejects{mesh_id="prod"}[600s]))',
  );
});
