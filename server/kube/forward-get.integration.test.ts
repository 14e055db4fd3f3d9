import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forwardGet } from './forward-get.ts';
import { connectTestCluster, never } from './testing/real-cluster.ts';
import { testCluster } from './testing/run-source.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
/** Who may not do this there: the embedded cluster and a real one have different people. */
const narrow = cluster.token('shop-only') === null ? 'nobody' : 'shop-only';
const namespace = `weft-forward-${randomBytes(3).toString('hex')}`;
const pods = `/api/v1/namespaces/${namespace}/pods`;

beforeAll(async () => {
  await cluster.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  // A real API server asks for the account, which no controller makes here.
  await cluster
    .create(`/api/v1/namespaces/${namespace}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default' },
    })
    .catch(() => undefined);
  await cluster.create(pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cart-1' },
    spec: { automountServiceAccountToken: false, containers: [{ name: 'istio-proxy', image: 'proxyv2' }] },
  });
});
afterAll(async () => {
  await cluster.remove(`/api/v1/namespaces/${namespace}`);
  await cluster.admin.close();
});

const ask = (name: string, token: string | null = null) =>
  forwardGet(
    cluster.config,
    { cluster: testCluster, namespace, name, port: 15000, path: '/certs', token },
    never,
    { timeoutMs: 5000, mostBytes: 1000 },
  );

test('a pod that runs nowhere cannot be asked, and that is said', async () => {
  await expect(ask('cart-1')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/cannot be (asked|reached): /),
  });
});

test('a pod that is not there', async () => {
  await expect(ask('gone')).rejects.toMatchObject({
    code: 'not-found',
    message: `Pod ${namespace}/gone does not exist (any more).`,
  });
});

test('who may not forward ports is told the right', async () => {
  await expect(ask('cart-1', cluster.token(narrow))).rejects.toMatchObject({
    code: 'forbidden',
    cure: expect.stringContaining(`\`create pods/portforward\` in namespace ${namespace}`),
  });
});

test('a token that nobody knows opens nothing', async () => {
  await expect(ask('cart-1', 'nobody')).rejects.toMatchObject({ code: 'unauthenticated' });
});
