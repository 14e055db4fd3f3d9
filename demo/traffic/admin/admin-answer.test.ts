import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate } from '#demo/traffic/testing/observe.ts';

const front = { namespace: 'shop', name: 'front-hash1-0' };

const simulation = simulate(
  meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 100 }] })
    .workload('cart', 'cart', { replicas: 2, serves: [{ port: 8080, errorRate: 1 }] })
    .workload('bare', 'bare', { meshed: false })
    .service('cart', { 8080: 'http' })
    .object('DestinationRule', 'cart', {
      host: 'cart',
      trafficPolicy: { outlierDetection: { maxEjectionPercent: 100, baseEjectionTime: '300s' } },
    })
    .view(),
);

const ask = (port: number, path: string) => simulation.adminAnswer(front, port, path);

test('metrics as the proxy serves them, without what a scrape adds', () => {
  for (const answer of [ask(15020, '/stats/prometheus'), ask(15000, '/stats?format=prometheus')]) {
    expect(answer?.status).toBe(200);
    expect(answer?.body).toMatch(
      /# TYPE istio_requests_total counter\nistio_requests_total\{reporter="source"/,
    );
    expect(answer?.body).not.toContain('job="');
  }
});

test('clusters with their hosts, ejected ones marked', () => {
  const text = ask(15000, '/clusters')?.body ?? '';
  expect(
    text.match(
      /outbound\|8080\|\|cart\.shop\.svc\.cluster\.local::10\.0\.0\.\d:8080::health_flags::\/failed_outlier_check/g,
    ),
  ).toHaveLength(2);
  expect(ask(15000, '/stats')?.body).toContain(
    'cluster.outbound|8080||cart.shop.svc.cluster.local.outlier_detection.ejections_active: 2\n',
  );
});

test('who it is', () => {
  const info = JSON.parse(ask(15000, '/server_info')?.body ?? '');
  expect(info.state).toBe('LIVE');
  expect(info.node.id).toBe('sidecar~10.0.0.2~front-hash1-0.shop~shop.svc.cluster.local');
  expect(JSON.parse(ask(15000, '/config_dump')?.body ?? '').configs).toHaveLength(3);
});

test('other paths, other ports, pods without proxy', () => {
  expect(ask(15000, '/quitquitquit')?.status).toBe(404);
  expect(ask(8080, '/')).toBeNull();
  expect(simulation.adminAnswer({ namespace: 'shop', name: 'bare-hash1-0' }, 15000, '/stats')).toBeNull();
});
