import { expect, test } from 'vitest';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import { effectiveTrafficPolicy } from './effective-traffic-policy.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const cluster = clusterOf(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: a-policy, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z" }
spec:
  host: cart
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 1 } }
    outlierDetection: { consecutive5xxErrors: 1 }
    portLevelSettings:
      - { port: { number: 9090 }, connectionPool: { tcp: { maxConnections: 2 } } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: b-subsets, namespace: shop, creationTimestamp: "2026-01-02T00:00:00Z" }
spec:
  host: cart
  subsets:
    - { name: v1 }
    - name: v2
      trafficPolicy:
        outlierDetection: { consecutive5xxErrors: 3 }
        portLevelSettings:
          - { port: { number: 80 }, loadBalancer: { simple: RANDOM } }
`);

function policy(subset: string | null, port: number | null) {
  const caller = { namespace: 'shop', labels: null };
  const rule = effectiveDestinationRule(cluster, 'cart.shop.svc.cluster.local', 'shop', caller);
  if (rule === null) throw new Error('the fixture has a rule');
  return effectiveTrafficPolicy(rule, subset, port);
}
const decided = ({ connectionPool, outlierDetection, loadBalancer }: ReturnType<typeof policy>) =>
  [connectionPool, outlierDetection, loadBalancer].map(
    (part) => part && `${part.object.name} ${part.path.replace('spec.', '')}`,
  );

test.each([
  [null, 80, ['a-policy trafficPolicy.connectionPool', 'a-policy trafficPolicy.outlierDetection', null]],
  ['v1', 80, ['a-policy trafficPolicy.connectionPool', 'a-policy trafficPolicy.outlierDetection', null]],
  // What is set for a port stands alone.
  [null, 9090, ['a-policy trafficPolicy.portLevelSettings[0].connectionPool', null, null]],
  ['v2', 80, [null, null, 'b-subsets subsets[1].trafficPolicy.portLevelSettings[0].loadBalancer']],
  // Parts of the subset come before those of the host on that port.
  [
    'v2',
    9090,
    [
      'a-policy trafficPolicy.portLevelSettings[0].connectionPool',
      'b-subsets subsets[1].trafficPolicy.outlierDetection',
      null,
    ],
  ],
])('subset %s on port %i', (subset, port, expected) => {
  expect(decided(policy(subset, port))).toEqual(expected);
});

test('where the port is not known the ports with settings of their own are named', () => {
  expect(policy('v2', null)).toMatchObject({ otherPorts: [9090, 80] });
  expect(policy('v2', 80).otherPorts).toEqual([]);
});
