import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, simulate, sums } from '#demo/traffic/testing/observe.ts';

const pair = () =>
  meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 50 }] })
    .workload('cart', 'cart', { serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'http' });

const policy = (spec: object, namespace = 'shop') =>
  pair().object(
    'NetworkPolicy',
    'cart',
    { podSelector: { matchLabels: { app: 'cart' } }, ...spec },
    { namespace },
  );

const open = ['destination front cart cart 200 - mutual_tls', 'source front cart cart 200 - unknown'];
const dropped = ['source front cart cart 503 URX,UF unknown'];
const from = (app: string) => ({ podSelector: { matchLabels: { app } } });

test.each([
  ['no rule', {}, dropped],
  ['another caller', { ingress: [{ from: [from('billing')] }] }, dropped],
  ['the caller', { ingress: [{ from: [from('front')] }] }, open],
  ['the caller on another port', { ingress: [{ from: [from('front')], ports: [{ port: 9090 }] }] }, dropped],
  ['everybody on ports around', { ingress: [{ ports: [{ port: 8000, endPort: 8100 }] }] }, open],
  ['a block of addresses', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/16' } }] }] }, open],
  ['a block without it', { ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.0/16' } }] }] }, dropped],
  [
    'a namespace that is not',
    { ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: 'b' } } }] }] },
    dropped,
  ],
  ['only what goes out', { policyTypes: ['Egress'] }, open],
])('a policy for the callee that admits %s', (_, spec, expected) => {
  expect(reports(simulate(policy(spec).view()))).toEqual(expected);
});

test('a policy of another namespace says nothing here, one for the caller holds back what goes out', () => {
  expect(reports(simulate(policy({}, 'elsewhere').view()))).toEqual(open);
  const outward = { podSelector: { matchLabels: { app: 'front' } }, policyTypes: ['Egress'] };
  expect(reports(simulate(pair().object('NetworkPolicy', 'front', outward).view()))).toEqual(dropped);
});

test('the connection times out after ten seconds; a timeout of the route comes first', () => {
  const simulation = simulate(policy({}).view());
  const took = (name: string) =>
    sums(simulation, `istio_request_duration_milliseconds_${name}`, []).get('') ?? 0;
  // The first attempt and two more.
  expect(took('sum') / took('count')).toBeGreaterThan(29_000);
  const timed = policy({}).object('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [{ timeout: '2s', route: [{ destination: { host: 'cart' } }] }],
  });
  expect(reports(simulate(timed.view()))).toEqual(['source front cart cart 504 UT unknown']);
});

test('over TCP each connection ends in a failed one', () => {
  const mesh = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'redis', port: 6379, protocol: 'tcp', rps: 50 }] })
    .workload('redis', 'redis', { serves: [{ port: 6379, protocol: 'tcp' }] })
    .service('redis', { 6379: 'tcp' })
    .object('NetworkPolicy', 'nobody', { podSelector: {} });
  const flags = sums(simulate(mesh.view()), 'istio_tcp_connections_opened_total', [
    'reporter',
    'response_flags',
  ]);
  expect([...flags.keys()]).toEqual(['source UF,URX']);
});
