import { expect, test } from 'vitest';
import { meshBuilder } from './testing/mesh-builder.ts';
import { reports, requestCounts, simulate, sums } from './testing/observe.ts';

const http = (port: number, more = {}) => ({ port, protocol: 'http', ...more });

const pair = () =>
  meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 50, path: '/cart' }] })
    .workload('cart', 'cart', { version: 'v1', replicas: 2, serves: [http(8080)] })
    .service('cart', { 8080: 'http' });

test('a plain call is one success at both ends, mutual TLS known to the callee only', () => {
  const simulation = simulate(pair().view());
  expect(reports(simulation)).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'source front cart cart 200 - unknown',
  ]);
  const [atDestination, atSource] = [...requestCounts(simulation).values()].toSorted();
  expect(atSource).toBe(atDestination);
  expect(atSource).toBeGreaterThan(2700);
  expect(atSource).toBeLessThan(3300);
});

test('every series is one pod: two callees count apart and scatter around a half', () => {
  const byPod = [
    ...sums(simulate(pair().view()), 'istio_requests_total', ['pod'], { reporter: 'destination' }).values(),
  ];
  expect(byPod).toHaveLength(2);
  const total = byPod.reduce((a, b) => a + b, 0);
  for (const n of byPod) expect(Math.abs(n / total - 0.5)).toBeLessThan(3.5 * Math.sqrt(0.25 / total));
});

test('labels are those of Istio’s proxies', () => {
  const simulation = simulate(pair().view());
  const source = [...simulation.series()].find(
    (s) => s.name === 'istio_requests_total' && s.labels.reporter === 'source',
  );
  expect(source?.labels).toEqual({
    reporter: 'source',
    source_workload: 'front',
    source_canonical_service: 'front',
    source_canonical_revision: 'latest',
    source_workload_namespace: 'shop',
    source_principal: 'spiffe://cluster.local/ns/shop/sa/front',
    source_app: 'front',
    source_version: 'unknown',
    source_cluster: 'Kubernetes',
    destination_workload: 'cart',
    destination_workload_namespace: 'shop',
    destination_principal: 'spiffe://cluster.local/ns/shop/sa/cart',
    destination_app: 'cart',
    destination_version: 'v1',
    destination_service: 'cart.shop.svc.cluster.local',
    destination_canonical_service: 'cart',
    destination_canonical_revision: 'v1',
    destination_service_name: 'cart',
    destination_service_namespace: 'shop',
    destination_cluster: 'Kubernetes',
    request_protocol: 'http',
    response_code: '200',
    response_flags: '-',
    connection_security_policy: 'unknown',
    job: 'kubernetes-pods',
    instance: '10.0.0.2:15020',
    namespace: 'shop',
    pod: 'front-hash1-0',
    app: 'front',
    node: 'node-1',
  });
});

test('the same seed, times and views make the same series, whole numbers all', () => {
  const read = () => [...simulate(pair().view(), 120).series()].map((s) => [s.name, s.labels, s.value]);
  const first = read();
  expect(read()).toEqual(first);
  expect(first.every(([, , value]) => Number.isInteger(value))).toBe(true);
});

test('histograms are cumulative, end at their count, and their sum lies between their bounds', () => {
  const simulation = simulate(pair().view());
  const all = [...simulation.series()].filter((s) =>
    s.name.startsWith('istio_request_duration_milliseconds'),
  );
  const where = { reporter: 'source' };
  const buckets = sums(simulation, 'istio_request_duration_milliseconds_bucket', ['le'], where);
  const values = [...buckets.values()];
  expect(buckets.size).toBe(20);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  const count = sums(simulation, 'istio_request_duration_milliseconds_count', [], where).get('') ?? 0;
  expect(buckets.get('+Inf')).toBe(count);
  expect(count).toBe(sums(simulation, 'istio_requests_total', [], where).get(''));
  const sum = sums(simulation, 'istio_request_duration_milliseconds_sum', [], where).get('') ?? 0;
  // Median 8 ms and p99 60 ms make a mean of about 11.7; rounding down and the way take and give half a millisecond.
  expect(sum / count).toBeGreaterThan(10.5);
  expect(sum / count).toBeLessThan(13);
  expect(all.length).toBeGreaterThan(0);
});

test('pods that are replaced take their series with them', () => {
  const before = pair().view();
  const simulation = simulate(before);
  const after = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 50 }] })
    .workload('cart', 'cart', { version: 'v1', generation: 2, serves: [http(8080)] })
    .service('cart', { 8080: 'http' });
  simulation.configure(after.view());
  simulation.advance(Date.UTC(2026, 0, 5, 10, 2));
  const pods = sums(simulation, 'istio_requests_total', ['pod'], { reporter: 'destination' });
  expect([...pods.keys()]).toEqual(['cart-hash2-0']);
});
