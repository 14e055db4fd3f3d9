import { expect, test } from 'vitest';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { applied, firstOf, noLive } from '../testing/applied.ts';
import type { Intent } from './intent.ts';
import { planOfIntent } from './plan-of-intent.ts';
import { saysOfIntent } from './says-of-intent.ts';
import { tuningOf } from './tuning.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop, resourceVersion: "7" }
spec:
  hosts: [cart]
  http:
    - match: [{ headers: { cohort: { exact: beta } } }]
      fault: { delay: { fixedDelay: 2s, percentage: { value: 50 } } }
      route: [{ destination: { host: cart, subset: v2 } }]
    - route:
        - { destination: { host: cart, subset: v1 }, weight: 90 }
        - { destination: { host: cart, subset: v2 }, weight: 10 }
      timeout: 10s
      retries: { attempts: 2, perTryTimeout: 3s, retryOn: 5xx }
      mirror: { host: audit }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop, resourceVersion: "3" }
spec:
  host: cart
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 100 } }
    loadBalancer: { simple: RANDOM }
  subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]
`);
const service = { namespace: 'shop', name: 'cart' };
const target = { ref: firstOf(cluster, 'VirtualService'), rule: 'http/1' };

/** The sentence of an intent, and the tuning once its plan is applied. */
function reached(intent: Intent) {
  const after = applied(cluster, planOfIntent(cluster, noLive, intent));
  return { says: saysOfIntent(after, intent), tuning: tuningOf(after, service, null) };
}

test('what rules and policy do is read as numbers, and said', () => {
  const tuning = tuningOf(cluster, service, null);
  expect(tuning?.rules).toMatchObject([
    {
      rule: 'http/0',
      matches: [expect.stringContaining('cohort')],
      fault: { delay: { ms: 2000, percent: 50 } },
    },
    {
      rule: 'http/1',
      matches: [],
      timeoutMs: 10_000,
      retries: { attempts: 2, perTryMs: 3000, on: '5xx' },
      mirrors: [{ percent: 100 }],
      destinations: [{ share: 0.9 }, { share: 0.1 }],
    },
  ]);
  expect(tuning?.rules[1]?.says[0]).toMatch(/up to 9\s?s/);
  expect(tuning?.policy).toMatchObject({
    subsets: ['v1', 'v2'],
    connectionPool: { maxConnections: 100, maxRetries: null },
    outlierDetection: null,
    loadBalancer: 'RANDOM',
  });
  expect(tuning).toMatchObject({ split: true, ports: [80] });
  expect(tuningOf(cluster, { namespace: 'shop', name: 'other' }, null)).toBeNull();
});

test('an intent becomes a plan, and its sentence tells the effect once it is reached', () => {
  const timeout = reached({ edit: 'timeout', target, timeoutMs: 4000 });
  expect(timeout.tuning?.rules[1]?.timeoutMs).toBe(4000);
  expect(timeout.says).toBe(timeout.tuning?.rules[1]?.says[0]);
  expect(timeout.says).not.toBe('');

  const pool = reached({
    edit: 'connection-pool',
    target: { service, subset: null, port: null },
    pool: { maxConnections: 7 },
  });
  expect(pool.tuning?.policy.connectionPool.maxConnections).toBe(7);
  expect(pool.says).toContain('7 connections');

  const cleared = reached({ edit: 'clear-fault', target: { ...target, rule: 'http/0' } });
  expect(cleared.tuning?.rules[0]?.fault).toBeNull();

  const finished = reached({ edit: 'finish-canary', service, keep: 'v2' });
  expect(finished.tuning?.rules[1]?.destinations.map(({ share }) => share)).toEqual([0, 1]);
});

test('what cannot be reached is refused with the reason', () => {
  const refused = planOfIntent(cluster, noLive, { edit: 'timeout', target, timeoutMs: 0 });
  expect(refused.ok ? '' : refused.error).toMatch(/timeout is a whole number/);
});
