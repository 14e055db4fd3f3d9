import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, sums } from '#demo/traffic/testing/observe.ts';

const host = 'cart.store.svc.cluster.local';

/** A caller in `shop` of a service in `store`; each rule says DISABLE, so that plain text shows which ones apply. */
const security = (
  rules: readonly { readonly spec?: object; readonly namespace: string; readonly mode?: string }[],
) => {
  const builder = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart.store', port: 8080, rps: 50 }] })
    .workload('cart', 'cart', { namespace: 'store', version: 'v1', serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'http' }, { namespace: 'store' });
  rules.forEach(({ spec, namespace, mode = 'DISABLE' }, i) => {
    const written = { host, trafficPolicy: { tls: { mode } }, ...spec };
    builder.object('DestinationRule', `rule-${i}`, written, { namespace });
  });
  const where = { reporter: 'destination' };
  const found = sums(simulate(builder.view()), 'istio_requests_total', ['connection_security_policy'], where);
  return [...found.keys()].join();
};

test.each([
  ['kept in its namespace', { exportTo: ['.'] }, 'mutual_tls'],
  ['exported to the caller', { exportTo: ['shop'] }, 'none'],
  ['for another host', { host: 'other.store.svc.cluster.local' }, 'mutual_tls'],
  ['a wildcard', { host: '*.store.svc.cluster.local' }, 'none'],
  ['a short name, completed with its own namespace', { host: 'cart' }, 'none'],
  [
    'for workloads of its namespace only',
    { workloadSelector: { matchLabels: { app: 'front' } } },
    'mutual_tls',
  ],
  [
    'settings of the port replace the rest',
    {
      trafficPolicy: {
        tls: { mode: 'DISABLE' },
        portLevelSettings: [{ port: { number: 8080 }, tls: { mode: 'ISTIO_MUTUAL' } }],
      },
    },
    'mutual_tls',
  ],
  [
    'settings of another port do not',
    {
      trafficPolicy: {
        tls: { mode: 'DISABLE' },
        portLevelSettings: [{ port: { number: 9090 }, tls: { mode: 'ISTIO_MUTUAL' } }],
      },
    },
    'none',
  ],
])('a rule of the service’s namespace, %s', (_name, spec, expected) => {
  expect(security([{ namespace: 'store', spec }])).toBe(expected);
});

test('a short name in the caller’s namespace means the caller’s own service', () => {
  expect(security([{ namespace: 'shop', spec: { host: 'cart' } }])).toBe('mutual_tls');
});

test('an exact host goes before a wildcard, the oldest policy of one host stands', () => {
  const wildcard = { namespace: 'store', spec: { host: '*.store.svc.cluster.local' } };
  expect(security([wildcard, { namespace: 'store', mode: 'ISTIO_MUTUAL' }])).toBe('mutual_tls');
  expect(security([{ namespace: 'store', mode: 'ISTIO_MUTUAL' }, { namespace: 'store' }])).toBe('mutual_tls');
});
