import { expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { checkTelemetry } from '#lib/istio/admission/rules/telemetry.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { accessLogging, type LogMode } from '#lib/mesh/access-logging.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
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
const own = (spec: string, name = 'own') => `
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: ${name}, namespace: shop, resourceVersion: "7" }
spec: ${spec}
`;

function offered(yaml: string, mode: LogMode = 'SERVER') {
  const cluster = clusterOf(yaml);
  const workload = workloadAt(cluster, 'shop', 'cart-v2');
  if (workload === null) throw new Error('There is no such workload.');
  return { cluster, workload, plan: logFailures(cluster, workload, mode) };
}

/** The cluster once what is created is there. */
function created(cluster: ClusterSnapshot, plan: ChangePlan | null): ClusterSnapshot {
  const [step] = plan?.steps ?? [];
  if (step?.do !== 'create') throw new Error('Nothing is created.');
  const before = [...objects(cluster, 'ConfigMap'), ...objects(cluster, 'Telemetry')];
  const added: KubeObject = JSON.parse(JSON.stringify(step.object));
  return snapshotOfObjects(testCluster, [...before, added], '').cluster;
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
  const after = created(cluster, plan);
  expect(accessLogging(after, workload, 'CLIENT')).toMatchObject({ state: 'on', filter: failuresOnly });
  expect(accessLogging(after, workload, 'SERVER')).toMatchObject({ state: 'on', filter: failuresOnly });
});

test('one that selects the pods already gets it; one that speaks of access logs is left alone', () => {
  const selector = 'selector: { matchLabels: { app: cart } }';
  expect(offered(shop + own(`{ ${selector}, tracing: [{}] }`)).plan?.steps).toMatchObject([
    { do: 'patch', ref: { kind: 'Telemetry', name: 'own' } },
  ]);
  expect(offered(shop + own(`{ ${selector}, accessLogging: [{ disabled: true }] }`)).plan).toBeNull();
});

test('of several that select the pods the oldest gets it, unless any of them speaks of access logs', () => {
  const [spans, none] = [
    own('{ selector: { matchLabels: { app: cart } }, tracing: [{}] }', 'a'),
    own('{ selector: { matchLabels: { version: v2 } }, metrics: [{}] }', 'b'),
  ];
  expect(offered(shop + none + spans).plan?.steps).toMatchObject([{ do: 'patch', ref: { name: 'a' } }]);
  const logs = own('{ selector: { matchLabels: { team: x } }, accessLogging: [{ disabled: true }] }', 'c');
  expect(offered(shop + none + spans + logs).plan).toBeNull();
});

test('one of the whole namespace, or attached to a gateway, is left alone', () => {
  const others =
    own('{ accessLogging: [{ disabled: true }] }', 'all') +
    own(
      '{ targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: edge }], tracing: [{}] }',
      'edge',
    );
  const { cluster, workload, plan } = offered(shop + others);
  expect(accessLogging(created(cluster, plan), workload, 'SERVER')).toMatchObject({
    state: 'on',
    filter: failuresOnly,
  });
});

test('what the proxies log of the other direction stays as it is', () => {
  const sent = own('{ accessLogging: [{ match: { mode: CLIENT }, providers: [{ name: envoy }] }] }', 'all');
  const { cluster, workload, plan } = offered(shop + sent);
  const after = created(cluster, plan);
  expect(accessLogging(after, workload, 'CLIENT')).toMatchObject({ state: 'on', filter: null });
  expect(accessLogging(after, workload, 'SERVER')).toMatchObject({ state: 'on', filter: failuresOnly });
});

test('a waypoint is named, as no selector reaches it', () => {
  const { cluster, workload } = offered(shop);
  const labels = {
    'gateway.networking.k8s.io/gateway-name': 'wp',
    'gateway.istio.io/managed': 'istio.io-mesh-controller',
  };
  const waypoint = { ...workload, labels };
  const plan = logFailures(cluster, waypoint, 'SERVER');
  expect(plan?.steps[0]).toMatchObject({
    object: { spec: { targetRefs: [{ kind: 'Gateway', name: 'wp' }] } },
  });
  expect(accessLogging(created(cluster, plan), waypoint, 'SERVER')).toMatchObject({ state: 'on' });
});

test('the mesh’s own provider is named where `envoy` means another; where none writes to the output nothing is offered', () => {
  const mesh = (providers: string) =>
    shop.replace('"{}"', `'${JSON.stringify({ extensionProviders: JSON.parse(providers) })}'`);
  const otel = '{"name":"envoy","envoyOtelAls":{"service":"o.x","port":1}}';
  expect(offered(mesh(`[${otel}]`)).plan).toBeNull();
  const { plan } = offered(mesh(`[${otel},{"name":"out","envoyFileAccessLog":{"path":"/dev/stdout"}}]`));
  expect(plan?.steps[0]).toMatchObject({
    object: { spec: { accessLogging: [{ providers: [{ name: 'out' }] }] } },
  });
});
