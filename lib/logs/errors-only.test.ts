import { expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { checkTelemetry } from '#lib/istio/admission/rules/telemetry.ts';
import { accessLogging } from '#lib/mesh/access-logging.ts';
import { objects } from '#lib/mesh/objects.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { workloadAt } from '#lib/mesh/workloads.ts';
import { failuresOnly, logFailures } from './errors-only.ts';

const shop = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "{}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v2, namespace: shop }
spec:
  selector: { matchLabels: { app: cart, version: v2 } }
  template: { metadata: { labels: { app: cart, version: v2, team: x } } }
${pod('shop', 'cart-v2', { app: 'cart', version: 'v2', team: 'x' })}
`;
const own = (spec: string) => `
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: own, namespace: shop, resourceVersion: "7" }
spec: ${spec}
`;

function offered(yaml: string) {
  const cluster = clusterOf(yaml);
  const workload = workloadAt(cluster, 'shop', 'cart-v2');
  if (workload === null) throw new Error('There is no such workload.');
  return { cluster, workload, plan: logFailures(cluster, workload) };
}

test('a Telemetry for the workload’s own pods, which istiod takes and after which failures are logged', () => {
  const { cluster, workload, plan } = offered(shop);
  const [step] = plan?.steps ?? [];
  if (step?.do !== 'create') throw new Error('Nothing is created.');
  expect(step.object).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'log-failures-cart-v2', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'cart', version: 'v2' } },
      accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: failuresOnly } }],
    },
  });
  expect(checkTelemetry(JSON.parse(JSON.stringify(step.object))).errors).toEqual([]);
  const after = snapshotOfObjects(
    testCluster,
    [...objects(cluster, 'ConfigMap'), JSON.parse(JSON.stringify(step.object))],
    '',
  ).cluster;
  expect(accessLogging(after, workload, 'SERVER')).toMatchObject({ state: 'on', filter: failuresOnly });
});

test('one that selects the pods already gets it; one that speaks of access logs is left alone', () => {
  const selector = 'selector: { matchLabels: { app: cart } }';
  expect(offered(shop + own(`{ ${selector}, tracing: [{}] }`)).plan?.steps).toMatchObject([
    { do: 'patch', ref: { kind: 'Telemetry', name: 'own' } },
  ]);
  expect(offered(shop + own(`{ ${selector}, accessLogging: [{ disabled: true }] }`)).plan).toBeNull();
});
