import { expect, test } from 'vitest';
import { judge } from '../testing/judge.ts';

const policy = (text: string): string => `{ host: reviews, trafficPolicy: ${text} }`;

test.each([
  ['subsets', '{ host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2 }] }'],
  [
    'a whole policy',
    policy(
      '{ connectionPool: { tcp: { maxConnections: 10, connectTimeout: 30ms }, http: { http1MaxPendingRequests: 1 } }, outlierDetection: { consecutive5xxErrors: 7, interval: 5m, maxEjectionPercent: 100 }, tls: { mode: ISTIO_MUTUAL } }',
    ),
  ],
  [
    'ports',
    policy('{ portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: ROUND_ROBIN } }] }'),
  ],
  ['a cookie', policy('{ loadBalancer: { consistentHash: { httpCookie: { name: user, ttl: 0s } } } }')],
])('%s is taken', (_name, spec) => {
  expect(judge('DestinationRule', spec)).toEqual({ errors: [], warnings: [] });
});

test.each([
  ['no host', '{ subsets: [] }', 'spec.host: "" is not a host name'],
  ['a subset twice', '{ host: a, subsets: [{ name: v1 }, { name: v1 }] }', 'the name v1 is used twice'],
  ['a bad subset name', '{ host: a, subsets: [{ name: v.1 }] }', '"v.1" is not a DNS label'],
  ['an empty policy', policy('{}'), 'needs at least one field'],
  ['an empty pool', policy('{ connectionPool: {} }'), 'needs http or tcp settings'],
  [
    'a negative limit',
    policy('{ connectionPool: { tcp: { maxConnections: -1 } } }'),
    'maxConnections: must not be negative',
  ],
  [
    'a bad duration',
    policy('{ connectionPool: { tcp: { connectTimeout: 1 } } }'),
    'connectTimeout: 1 is not a duration',
  ],
  [
    'an ejection share over 100',
    policy('{ outlierDetection: { maxEjectionPercent: 120 } }'),
    '120 is not a percentage',
  ],
  [
    'local failures that do not count',
    policy('{ outlierDetection: { consecutiveLocalOriginFailures: 3 } }'),
    'splitExternalLocalOriginErrors',
  ],
  ['mutual TLS without certificates', policy('{ tls: { mode: MUTUAL } }'), 'clientCertificate: needed'],
  [
    "certificates beside Istio's own",
    policy('{ tls: { mode: ISTIO_MUTUAL, caCertificates: /ca } }'),
    'none can be given',
  ],
  [
    'locality weights',
    policy('{ loadBalancer: { localityLbSetting: { distribute: [{ from: a, to: { b: 50 } }] } } }'),
    'sum to 50 and must sum to 100',
  ],
  [
    'a cookie without ttl',
    policy('{ loadBalancer: { consistentHash: { httpCookie: { name: a } } } }'),
    'no time to live',
  ],
  [
    'a port of no number',
    policy('{ portLevelSettings: [{ tls: { mode: DISABLE } }] }'),
    'nothing is not a port',
  ],
])('%s is refused', (_name, spec, text) => {
  expect(judge('DestinationRule', spec).errors.join('\n')).toContain(text);
});

test.each([
  ['LEAST_CONN', policy('{ loadBalancer: { simple: LEAST_CONN } }'), 'LEAST_CONN is deprecated'],
  [
    'consecutiveErrors',
    policy('{ outlierDetection: { consecutiveErrors: 5 } }'),
    'consecutiveErrors is ignored',
  ],
])('%s is warned of', (_name, spec, text) => {
  const verdict = judge('DestinationRule', spec);
  expect(verdict.errors).toEqual([]);
  expect(verdict.warnings.join('\n')).toContain(text);
});
