import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCertificates } from './certificates.ts';
import { readClusters } from './clusters.ts';
import { readRoutes, routesPath } from './routes.ts';
import { readServerInfo } from './server-info.ts';
import { readSync } from './sync-state.ts';
import {
  certificatesAnswer,
  clustersAnswer,
  routesAnswer,
  secret,
  serverAnswer,
  syncAnswer,
} from './testing/admin-answers.ts';

const front = { namespace: 'shop', name: 'front-1' };
const readable = <T>(read: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

test('clusters: name, limits, and every host with health, flags, zone and counts', () => {
  const { clusters, unread } = readable(readClusters(clustersAnswer));
  expect(unread).toBe(0);
  expect(clusters.map(({ direction, port, subset, host }) => [direction, port, subset, host])).toEqual([
    ['outbound', 8080, null, 'cart.shop.svc.cluster.local'],
    ['outbound', 8080, 'v2', 'cart.shop.svc.cluster.local'],
    ['inbound', 8080, null, ''],
    ['own', null, null, ''],
    ['own', null, null, ''],
  ]);
  const [cart] = clusters;
  expect(cart?.limits).toEqual({ connections: null, pending: 16, requests: 100, retries: null });
  expect(cart?.hosts[0]).toEqual({
    address: '10.0.0.1:8080',
    health: 'HEALTHY',
    ejected: false,
    flags: [],
    priority: 0,
    zone: 'eu-a',
    weight: 1,
    requests: 1200,
    errors: 12,
    // A counter that stands at zero is written without a value; one that is not written is not known.
    timeouts: 0,
    active: 2,
  });
  expect(cart?.hosts.slice(1)).toMatchObject([
    { address: '10.0.0.2:8080', ejected: true, priority: 1, requests: null },
    { address: '[fd00::3]:8080', health: 'DRAINING', flags: ['failed_active_health_check'] },
    { address: '10.0.0.4:8080', health: 'UNKNOWN', zone: null, weight: null },
  ]);
});

test('certificates: each once, own ones first, without a key', () => {
  expect(readable(readCertificates(certificatesAnswer))).toEqual([
    {
      role: 'own',
      serial: 'ab12',
      names: ['spiffe://cluster.local/ns/shop/sa/cart'],
      from: Date.UTC(2026, 2, 1) / 1000,
      to: Date.UTC(2026, 2, 2, 0, 2) / 1000,
      uses: 2,
    },
    { role: 'own', serial: 'odd', names: ['shop.example'], from: null, to: null, uses: 1 },
    expect.objectContaining({ role: 'authority', serial: 'ca01', names: [] }),
  ]);
});

test('the proxy itself', () => {
  expect(readable(readServerInfo(serverAnswer))).toEqual({
    version: '1.36.1-dev',
    state: 'LIVE',
    uptime: 86_400,
  });
});

test('routes: what they take, where they send it, and the object that they are made from', () => {
  const { hosts, unread } = readable(readRoutes(routesAnswer));
  expect(unread).toBe(0);
  const virtualService = { namespace: 'shop', name: 'cart' };
  expect(hosts).toEqual([
    {
      config: '8080',
      name: 'cart.shop.svc.cluster.local:8080',
      domains: ['cart.shop.svc.cluster.local', 'cart', 'cart.shop', '10.96.0.7'],
      routes: [
        {
          name: 'beta',
          match: 'any path, header x-user is jason',
          targets: [{ cluster: 'outbound|8080|v2|cart.shop.svc.cluster.local', share: 1 }],
          instead: null,
          timeout: null,
          retries: null,
          virtualService,
        },
        {
          name: '',
          match: 'any path',
          targets: [
            { cluster: 'outbound|8080|v1|cart.shop.svc.cluster.local', share: 0.75 },
            { cluster: 'outbound|8080|v2|cart.shop.svc.cluster.local', share: 0.25 },
          ],
          instead: null,
          timeout: 2500,
          retries: '2 on connect-failure,503, each within 1s',
          virtualService,
        },
      ],
    },
    {
      config: '8080',
      name: 'block_all',
      domains: ['*'],
      routes: [
        {
          name: 'block_all',
          match: 'any path',
          targets: [],
          instead: 'answers 502',
          timeout: null,
          retries: null,
          virtualService: null,
        },
      ],
    },
  ]);
});

test('sync: what was sent and acknowledged, and why not', () => {
  expect(readable(readSync(syncAnswer, front))).toEqual({
    istioVersion: '1.30.5',
    parts: [
      { part: 'cluster', state: 'synced', sent: 'n1', acked: 'n1', error: '' },
      {
        part: 'listener',
        state: 'stale',
        sent: 'n2',
        acked: 'old',
        error: 'Proto constraint validation failed',
      },
      { part: 'endpoint', state: 'never-acknowledged', sent: 'n3', acked: '', error: '' },
      { part: 'route', state: 'not-sent', sent: '', acked: '', error: '' },
      { part: 'extensionconfig', state: 'not-sent', sent: '', acked: '', error: '' },
    ],
  });
  expect(readable(readSync(syncAnswer, { ...front, name: 'gone' }))).toBeNull();
});

const readers = {
  clusters: readClusters,
  certificates: readCertificates,
  server: readServerInfo,
  routes: readRoutes,
  sync: (body: string) => readSync(body, front),
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(['', 'upstream connect error', '<html>', '{', '42', 'null', '"text"'])(
    '%j cannot be read',
    (body) => {
      expect(read(body)).toMatchObject({ ok: false, error: expect.stringContaining('cannot be read') });
    },
  );

  test('property: no answer makes it throw', () => {
    const keys = fc.constantFrom(
      'cluster_statuses',
      'host_statuses',
      'configs',
      'route_config',
      'certificates',
      'name',
    );
    const hostile = fc.oneof(
      fc.json(),
      fc.dictionary(keys, fc.jsonValue()).map((value) => JSON.stringify(value)),
    );
    fc.assert(fc.property(hostile, (body) => typeof read(body).ok === 'boolean'));
  });
});

test('a host of another shape is passed over and counted, the others are shown', () => {
  const read = readClusters(
    JSON.stringify({
      cluster_statuses: [{ name: 'outbound|80||a.b', host_statuses: [7, { address: {} }] }, { name: 5 }],
    }),
  );
  expect(readable(read)).toMatchObject({ unread: 2, clusters: [{ hosts: [{ address: 'unknown' }] }] });
});

test('what is read holds no secret, no environment and nothing of the bootstrap', () => {
  const shown = JSON.stringify([
    readClusters(clustersAnswer),
    readCertificates(certificatesAnswer),
    readServerInfo(serverAnswer),
    readRoutes(routesAnswer),
    readSync(syncAnswer, front),
  ]);
  for (const answer of [certificatesAnswer, serverAnswer, routesAnswer]) expect(answer).toContain(secret);
  expect(shown).not.toContain(secret);
  // Of the dump one resource is asked for: neither the secrets nor the bootstrap.
  expect(routesPath).toBe('/config_dump?resource=dynamic_route_configs');
});
