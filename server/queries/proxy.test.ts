import { expect, test } from 'vitest';
import { proxyResponse } from '#lib/api/proxy-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { certificatesPath } from '#lib/envoy/certificates.ts';
import { clustersPath } from '#lib/envoy/clusters.ts';
import { routesPath } from '#lib/envoy/routes.ts';
import { serverInfoPath } from '#lib/envoy/server-info.ts';
import { syncPath } from '#lib/envoy/sync-state.ts';
import {
  certificatesAnswer,
  clustersAnswer,
  routesAnswer,
  secret,
  serverAnswer,
  syncAnswer,
} from '#lib/envoy/testing/admin-answers.ts';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { readProxy } from './proxy.ts';
import { contextOf } from './testing/context.ts';

const pod = (name: string, namespace: string, labels: string, containers: string, annotations = '{}') => `
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}, annotations: ${annotations}}
spec: {nodeName: worker-1, containers: [${containers}]}
status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
`;
const sidecar = '{name: app}, {name: istio-proxy, args: [proxy, sidecar]}';
const snapshot = snapshotOf(
  [
    pod('front-1', 'shop', '{app: front}', sidecar),
    pod('bare-1', 'shop', '{app: bare}', '{name: app}'),
    pod('held-1', 'shop', '{app: held}', '{name: app}', '{ambient.istio.io/redirection: enabled}'),
    pod('ztunnel-x', 'istio-system', '{app: ztunnel}', '{name: istio-proxy, args: [proxy, ztunnel]}'),
    pod('istiod-a', 'istio-system', '{app: istiod}', '{name: discovery}'),
    pod('istiod-b', 'istio-system', '{app: istiod}', '{name: discovery}'),
    `
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.96.0.7, ports: [{name: http, port: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
ports: [{name: http, port: 8080}]
endpoints: [{addresses: [10.0.0.7], conditions: {ready: true}}]
`,
  ].join(''),
);
const admin = {
  [`front-1:15000${serverInfoPath}`]: serverAnswer,
  [`front-1:15000${clustersPath}`]: clustersAnswer,
  [`front-1:15000${certificatesPath}`]: certificatesAnswer,
  [`front-1:15000${routesPath}`]: routesAnswer,
  [`istiod-a:15014${syncPath}`]: '[]',
  [`istiod-b:8080${syncPath}`]: syncAnswer,
};
const asked = { cluster: testCluster, namespace: 'shop', pod: 'front-1', part: 'summary' as const };
const ctxOf = (
  answers: Readonly<Record<string, string | WeftError>> = admin,
  namespaces?: readonly string[],
) =>
  contextOf({ snapshot, samples: [], admin: answers, ...(namespaces === undefined ? {} : { namespaces }) })
    .ctx;

test('the summary: the proxy, totals, certificates, sync from whichever istiod serves it, and what differs', async () => {
  const found = await readProxy(ctxOf(), asked);
  expect(found).toMatchObject({
    noEnvoy: null,
    server: { state: 'LIVE' },
    totals: { clusters: 5, hosts: 6, ejected: 1, unhealthy: 1 },
    clusters: null,
    routes: null,
    sync: { istiod: 'istiod-b', istioVersion: '1.30.5' },
    missing: [],
  });
  expect(found.certificates).toHaveLength(3);
  const codes = new Set(found.differences.map(({ code }) => code));
  expect([...codes]).toEqual(['not-synced', 'endpoint-lacking', 'endpoint-gone', 'host-ejected']);
  expect(found.differences.at(0)?.level).toBe('fail');
  expect(found.asked.map(({ pod, port }) => `${pod}:${port}`)).toContain('istiod-b:8080');
});

test('an answer fits its contract and holds nothing secret', async () => {
  for (const part of ['summary', 'clusters', 'routes', 'certificates', 'sync'] as const) {
    const found = await readProxy(ctxOf(), { ...asked, part });
    expect(proxyResponse.parse(found)).toEqual(found);
    expect(JSON.stringify(found)).not.toContain(secret);
  }
});

test('one part asks for its own answer alone', async () => {
  const found = await readProxy(ctxOf(), { ...asked, part: 'routes' });
  expect(found.asked).toMatchObject([{ pod: 'front-1', port: 15000, path: routesPath }]);
  expect(found.routes).toHaveLength(2);
});

test('what fails is missing by itself, with its right or its limit', async () => {
  const refused = new WeftError('forbidden', 'cannot create pods/portforward', {
    cure: 'Ask for the right.',
  });
  const found = await readProxy(
    ctxOf({
      ...admin,
      [`front-1:15000${clustersPath}`]: new WeftError('too-large', 'larger than 12 MiB'),
      [`front-1:15000${certificatesPath}`]: '<html>',
      [`istiod-a:15014${syncPath}`]: refused,
      [`istiod-b:8080${syncPath}`]: refused,
    }),
    asked,
  );
  expect(found.server?.state).toBe('LIVE');
  expect(found.totals).toBeNull();
  expect(found.missing.map(({ what, code }) => [what, code]).sort()).toEqual([
    ['certificates', 'unavailable'],
    ['clusters', 'too-large'],
    ['sync', 'forbidden'],
  ]);
});

test.each([
  ['bare-1', 'shop', 'none', 'no proxy'],
  ['held-1', 'shop', 'ambient', 'ztunnel on node worker-1'],
  ['ztunnel-x', 'istio-system', 'ztunnel', 'no Envoy'],
])('%s has no Envoy to ask, and says why', async (name, namespace, proxy, says) => {
  const found = await readProxy(ctxOf({}), { ...asked, namespace, pod: name });
  expect(found).toMatchObject({ proxy, noEnvoy: expect.stringContaining(says), missing: [], asked: [] });
});

test('a pod that the viewer may not see is one that is not there', async () => {
  await expect(readProxy(ctxOf(admin, ['bank']), asked)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readProxy(ctxOf(), { ...asked, pod: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
});
