import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { never } from '#server/testing/never.ts';
import { forwardGet } from './forward-get.ts';
import { lonePod } from './testing/lone-pod.ts';
import { connectTestCluster } from './testing/real-cluster.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
/** Who may not do this there: the embedded cluster and a real one have different people. */
const narrow = cluster.token('shop-only') === null ? 'nobody' : 'shop-only';
let pod: Awaited<ReturnType<typeof lonePod>>;

beforeAll(async () => {
  pod = await lonePod(cluster, 'forward');
});
afterAll(async () => {
  await pod.remove();
  await cluster.admin.close();
});

const ask = (name: string, token: string | null = null) =>
  forwardGet(
    cluster.config,
    { cluster: testCluster, namespace: pod.namespace, name, port: 15000, path: '/certs', token },
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
    message: `Pod ${pod.namespace}/gone does not exist (any more).`,
  });
});

test('who may not forward ports is told the right', async () => {
  await expect(ask('cart-1', cluster.token(narrow))).rejects.toMatchObject({
    code: 'forbidden',
    cure: expect.stringContaining(`\`create pods/portforward\` in namespace ${pod.namespace}`),
  });
});

test('a token that nobody knows opens nothing', async () => {
  await expect(ask('cart-1', 'nobody')).rejects.toMatchObject({ code: 'unauthenticated' });
});
