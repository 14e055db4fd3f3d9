import { expect, test } from 'vitest';
import { type MeshBuilder, meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, simulate, sums } from '#demo/traffic/testing/observe.ts';

const calling = (call: Record<string, unknown>) =>
  meshBuilder().workload('front', 'front', { calls: [{ rps: 50, ...call }] });

const registryOnly = (builder: MeshBuilder) =>
  builder.object('ConfigMap', 'istio', undefined, {
    namespace: 'istio-system',
    data: { mesh: 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n' },
  });

const entry = (protocol: string, number: number, more = {}) => ({
  hosts: ['api.stripe.example'],
  location: 'MESH_EXTERNAL',
  resolution: 'DNS',
  ports: [{ number, name: protocol.toLowerCase(), protocol }],
  ...more,
});

const stripe = { host: 'api.stripe.example', port: 80, path: '/v1/charges' };

test('an unknown host under ALLOW_ANY: PassthroughCluster, the host as it was written', () => {
  const simulation = simulate(calling(stripe).view());
  expect(reports(simulation)).toEqual(['source front unknown PassthroughCluster 200 - unknown']);
  const services = sums(simulation, 'istio_requests_total', ['destination_service']);
  expect([...services.keys()]).toEqual(['api.stripe.example']);
});

test('an unknown host under REGISTRY_ONLY: BlackHoleCluster 502, TCP UH', () => {
  expect(reports(simulate(registryOnly(calling(stripe)).view()))).toEqual([
    'source front unknown BlackHoleCluster 502 - unknown',
  ]);
  const tcp = simulate(registryOnly(calling({ ...stripe, protocol: 'tcp' })).view());
  const opened = sums(tcp, 'istio_tcp_connections_opened_total', [
    'destination_service_name',
    'response_flags',
  ]);
  expect([...opened.keys()]).toEqual(['BlackHoleCluster UH']);
});

test('a ServiceEntry names the host: the caller alone reports, the namespace is the entry’s', () => {
  const simulation = simulate(
    registryOnly(calling(stripe).object('ServiceEntry', 'stripe', entry('HTTP', 80))).view(),
  );
  expect(reports(simulation)).toEqual(['source front unknown api.stripe.example 200 - unknown']);
  const ends = sums(simulation, 'istio_requests_total', [
    'destination_service',
    'destination_service_namespace',
    'destination_workload_namespace',
    'destination_canonical_revision',
  ]);
  expect([...ends.keys()]).toEqual(['api.stripe.example shop shop latest']);
});

test('a wildcard entry reports itself as the service', () => {
  const wild = { ...entry('HTTP', 80), hosts: ['*.stripe.example'], resolution: 'NONE' };
  const simulation = simulate(calling(stripe).object('ServiceEntry', 'stripe', wild).view());
  expect(reports(simulation)).toEqual(['source front unknown *.stripe.example 200 - unknown']);
});

test('TLS begun by the program is bytes to the proxy', () => {
  const https = { ...stripe, port: 443 };
  const simulation = simulate(calling(https).object('ServiceEntry', 's', entry('HTTPS', 443)).view());
  expect(reports(simulation)).toEqual([]);
  const opened = sums(simulation, 'istio_tcp_connections_opened_total', [
    'reporter',
    'destination_service_name',
  ]);
  expect([...opened.keys()]).toEqual(['source api.stripe.example']);
});

test('TLS begun by the proxy: works on a TLS port, UF on a plain one', () => {
  const simple = { host: 'api.stripe.example', trafficPolicy: { tls: { mode: 'SIMPLE' } } };
  const to = (port: number) =>
    calling({ ...stripe, port })
      .object('ServiceEntry', 's', entry('HTTP', port))
      .object('DestinationRule', 's', simple);
  expect(reports(simulate(to(443).view()))).toEqual([
    'source front unknown api.stripe.example 200 - unknown',
  ]);
  expect(reports(simulate(to(80).view()))).toEqual([
    'source front unknown api.stripe.example 503 URX,UF unknown',
  ]);
});

const otherTeam = (call = {}) =>
  calling({ host: 'cart.store', port: 8080, ...call }).workload('cart', 'cart', {
    namespace: 'store',
    serves: [{ port: 8080 }],
  });

test('a Service out of the Sidecar’s scope is passed through in plain text, or stopped', () => {
  const sidecar = { egress: [{ hosts: ['./*', 'istio-system/*'] }] };
  const scoped = () =>
    otherTeam()
      .service('cart', { 8080: 'http' }, { namespace: 'store' })
      .object('Sidecar', 'default', sidecar);
  expect(reports(simulate(scoped().view()))).toEqual([
    'destination front cart cart 200 - none',
    'source front cart PassthroughCluster 200 - unknown',
  ]);
  const strict = scoped().object(
    'PeerAuthentication',
    'p',
    { mtls: { mode: 'STRICT' } },
    { namespace: 'store' },
  );
  expect(reports(simulate(strict.view()))).toEqual([
    'source front unknown PassthroughCluster 503 UC unknown',
  ]);
  expect(reports(simulate(registryOnly(scoped()).view()))).toEqual([
    'source front unknown BlackHoleCluster 502 - unknown',
  ]);
});

test('a Sidecar that names the namespace, the host, or all lets it through', () => {
  for (const host of [
    'store/*',
    '*/*',
    'store/cart.store.svc.cluster.local',
    '*/cart.store.svc.cluster.local',
  ]) {
    const builder = otherTeam()
      .service('cart', { 8080: 'http' }, { namespace: 'store' })
      .object('Sidecar', 'default', { egress: [{ hosts: [host] }] });
    expect(reports(simulate(builder.view()))).toEqual([
      'destination front cart cart 200 - mutual_tls',
      'source front cart cart 200 - unknown',
    ]);
  }
});

test('a Sidecar of the workload goes before that of the namespace, and may set its own outbound policy', () => {
  const builder = otherTeam()
    .service('cart', { 8080: 'http' }, { namespace: 'store' })
    .object('Sidecar', 'default', { egress: [{ hosts: ['store/*'] }] })
    .object('Sidecar', 'front', {
      workloadSelector: { labels: { app: 'front' } },
      egress: [{ hosts: ['./*'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
  expect(reports(simulate(builder.view()))).toEqual(['source front unknown BlackHoleCluster 502 - unknown']);
});

test('a Service that is not exported to the caller is a host it does not know', () => {
  const hidden = otherTeam().service(
    'cart',
    { 8080: 'http' },
    { namespace: 'store', annotations: { 'networking.istio.io/exportTo': '.' } },
  );
  expect(reports(simulate(hidden.view()))).toEqual([
    'destination front cart cart 200 - none',
    'source front cart PassthroughCluster 200 - unknown',
  ]);
});

test('a route to a host out of scope: 503 NC', () => {
  const builder = otherTeam({ host: 'local' })
    .service('cart', { 8080: 'http' }, { namespace: 'store' })
    .workload('local', 'local', { serves: [{ port: 8080 }] })
    .service('local', { 8080: 'http' })
    .object('Sidecar', 'default', { egress: [{ hosts: ['./*'] }] })
    .object('VirtualService', 'local', {
      hosts: ['local'],
      http: [{ route: [{ destination: { host: 'cart.store.svc.cluster.local' } }] }],
    });
  expect(reports(simulate(builder.view()))).toEqual(['source front unknown local:8080 503 NC unknown']);
});

test('a name that DNS does not know never reaches a proxy', () => {
  expect(reports(simulate(calling({ host: 'nowhere', port: 80 }).view()))).toEqual([]);
});
