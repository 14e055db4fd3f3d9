import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, startMs, sums } from '#demo/traffic/testing/observe.ts';

const mesh = (weight: number) =>
  meshBuilder()
    .workload('istiod', 'istiod', { namespace: 'istio-system', meshed: false })
    .workload('front', 'front', { replicas: 3 })
    .workload('cart', 'cart', {})
    .service('cart', { 8080: 'http' })
    .object('VirtualService', 'cart', { hosts: ['cart'], http: [{ route: [{ weight }] }] });

test('istiod tells what it knows and what a change made it push', () => {
  const simulation = simulate(mesh(1).view());
  const value = (name: string, by: readonly string[] = []) => sums(simulation, name, by);
  expect(value('pilot_xds').get('')).toBe(4);
  expect(value('pilot_services').get('')).toBe(1);
  expect(value('pilot_virt_services').get('')).toBe(1);
  expect(value('pilot_total_xds_rejects').get('')).toBe(0);
  const before = value('pilot_xds_pushes', ['type']).get('rds') ?? 0;
  const convergence = value('pilot_proxy_convergence_time_count').get('') ?? 0;
  simulation.configure(mesh(2).view());
  simulation.advance(startMs + 65_000);
  expect(value('pilot_xds_pushes', ['type']).get('rds')).toBe(before + 4);
  expect(value('pilot_proxy_convergence_time_count').get('')).toBe(convergence + 4);
  expect(value('pilot_proxy_convergence_time_bucket', ['le']).get('+Inf')).toBe(convergence + 4);
  expect([...value('pilot_k8s_cfg_events', ['type', 'event']).keys()]).toContain('VirtualService update');
  const [labels] = [...simulation.series()].filter((s) => s.name === 'pilot_xds').map((s) => s.labels);
  expect(labels).toMatchObject({ app: 'istiod', instance: '10.0.0.2:15014' });
});

test('agents tell how long their certificate lives, istiod its root', () => {
  const simulation = simulate(mesh(1).view());
  const left = [...sums(simulation, 'istio_agent_cert_expiry_seconds', ['pod']).values()];
  expect(left).toHaveLength(4);
  for (const seconds of left) {
    expect(seconds).toBeGreaterThan(43_200);
    expect(seconds).toBeLessThanOrEqual(86_400);
  }
  const expires = sums(simulation, 'citadel_server_root_cert_expiry_timestamp', []).get('') ?? 0;
  const remaining = sums(simulation, 'citadel_server_root_cert_expiry_seconds', []).get('') ?? 0;
  expect(expires - remaining).toBe(startMs / 1000 + 60);
  expect(sums(simulation, 'istio_build', ['component']).get('proxy')).toBe(4);
});
