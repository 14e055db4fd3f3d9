import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, startMs } from '#demo/traffic/testing/observe.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { certificateState } from '#lib/envoy/certificate-state.ts';
import { certificatesPath, readCertificates } from '#lib/envoy/certificates.ts';
import { clustersPath, readClusters } from '#lib/envoy/clusters.ts';
import { ejectedDifferences } from '#lib/envoy/differences/ejected.ts';
import { subsetDifferences } from '#lib/envoy/differences/subsets.ts';
import { weightDifferences } from '#lib/envoy/differences/weights.ts';
import { readRoutes, routesPath } from '#lib/envoy/routes.ts';
import { readServerInfo, serverInfoPath } from '#lib/envoy/server-info.ts';
import { readSync, syncPath } from '#lib/envoy/sync-state.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';

const subsets = [
  { name: 'v1', labels: { version: 'v1' } },
  { name: 'v2', labels: { version: 'v2' } },
];
const view = meshBuilder()
  .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 100 }] })
  .workload('cart-v1', 'cart', { version: 'v1', serves: [{ port: 8080, errorRate: 1 }] })
  .workload('cart-v2', 'cart', { version: 'v2', serves: [{ port: 8080 }] })
  .service('cart', { 8080: 'http' })
  .object('DestinationRule', 'cart', { host: 'cart', subsets, trafficPolicy: { outlierDetection: {} } })
  .object('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [
      { match: [{ uri: { prefix: '/beta' } }], route: [{ destination: { host: 'cart', subset: 'v2' } }] },
      {
        timeout: '2s',
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 75 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 25 },
        ],
      },
    ],
  })
  .view();
const simulation = simulate(view);
const front = { namespace: 'shop', name: 'front-hash1-0' };
const ask = (path: string, port = 15000, pod = front) => simulation.adminAnswer(pod, port, path)?.body ?? '';
const readable = <T>(read: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const { cluster } = snapshotOfObjects(testCluster, [...view.values()].flat(), '');
const place = { cluster, caller: { namespace: 'shop', labels: { app: 'front' } } };

test('clusters of every subset with hosts and what was counted for them', () => {
  const { clusters, unread } = readable(readClusters(ask(clustersPath)));
  expect(unread).toBe(0);
  expect(clusters.filter(({ direction }) => direction === 'outbound').map(({ subset }) => subset)).toEqual([
    null,
    'v1',
    'v2',
  ]);
  const v1 = clusters.find(({ subset }) => subset === 'v1');
  expect(v1?.hosts[0]).toMatchObject({ health: 'HEALTHY', ejected: true });
  expect(v1?.hosts[0]?.errors).toBeGreaterThan(0);
  expect(subsetDifferences(place, clusters)).toEqual([]);
  expect(ejectedDifferences(place, clusters)).toMatchObject([
    { says: expect.stringContaining('subset v1: outlier detection has put out 1 of 1 hosts') },
  ]);
});

test('routes are those of the VirtualService', () => {
  const { hosts, unread } = readable(readRoutes(ask(routesPath)));
  expect(unread).toBe(0);
  expect(hosts.map(({ name }) => name)).toEqual(['cart.shop.svc.cluster.local:8080', 'allow_any']);
  expect(hosts[0]?.domains).toContain('cart');
  expect(hosts[0]?.routes).toMatchObject([
    { match: 'prefix /beta', targets: [{ share: 1 }] },
    { match: 'any path', timeout: 2000, targets: [{ share: 0.75 }, { share: 0.25 }] },
  ]);
  expect(weightDifferences(place, hosts)).toEqual([]);
});

test('a certificate of a day, and the root', () => {
  const at = epochSeconds.parse(startMs / 1000 + 60);
  const found = readable(readCertificates(ask(certificatesPath)));
  expect(found.map(({ role }) => role)).toEqual(['own', 'authority']);
  expect(found[0]?.names).toEqual(['spiffe://cluster.local/ns/shop/sa/front']);
  expect(found.map((each) => certificateState(each, at))).toEqual(['valid', 'valid']);
});

test('the proxy itself', () => {
  expect(readable(readServerInfo(ask(serverInfoPath)))).toMatchObject({ state: 'LIVE', uptime: 60 });
});

test('istiod says what its proxies have taken', () => {
  const withIstiod = simulate(
    meshBuilder()
      .workload('front', 'front', { calls: [] })
      .workload('istiod', 'istiod', { meshed: false, namespace: 'istio-system' })
      .view(),
  );
  const istiod = { namespace: 'istio-system', name: 'istiod-hash1-0' };
  const body = withIstiod.adminAnswer(istiod, 15014, syncPath)?.body ?? '';
  const states = readable(readSync(body, front))?.parts.map(({ part, state }) => `${part} ${state}`);
  expect(states).toEqual([
    'cluster synced',
    'listener synced',
    'endpoint synced',
    'route synced',
    'extensionconfig not-sent',
  ]);
  expect(withIstiod.adminAnswer(istiod, 15000, '/certs')).toBeNull();
});
