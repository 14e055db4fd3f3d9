import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isWeftError } from '#lib/core/error-code.ts';
import type { LogAsked } from '#server/context.ts';
import type { RunningKubeSource } from './source.ts';
import { connectTestCluster, never, viewerWith } from './testing/real-cluster.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const narrow = cluster.token('shop-only') === null ? 'nobody' : 'shop-only';
let source: RunningKubeSource;
let asked: LogAsked;

const pods = () => [...source.snapshot().clusters.values()][0]?.objects.get('Pod')?.get('shop');

beforeAll(async () => {
  source = cluster.startSource();
  await vi.waitFor(() => expect(pods()?.size ?? 0).toBeGreaterThan(0), 20_000);
  const pod = [...(pods()?.keys() ?? [])][0] ?? '';
  asked = { namespace: 'shop', pod, container: 'istio-proxy', previous: false, since: null, tail: 5 };
});
afterAll(async () => {
  await source.close();
  await cluster.admin.close();
});

test('a proxy’s last lines are read, or it is said that the node gives none', async () => {
  const log = await source.log(asked, viewerWith(null), never).catch((cause: unknown) => cause);
  if (isWeftError(log)) {
    // An API server without kubelets: no pod runs.
    expect(['unavailable', 'invalid']).toContain(log.code);
    expect(log.message.length).toBeGreaterThan(20);
  } else {
    expect(log).toMatchObject({ cut: null });
    // Of a pod that was never given a node the log is empty.
    if (!JSON.stringify(log).includes('"lines":[]')) expect(JSON.stringify(log)).toContain('HTTP/');
  }
});

test('who has no right to it is told which one is missing', async () => {
  const narrowed = { ...asked, namespace: 'istio-system' };
  await expect(source.log(narrowed, viewerWith(cluster.token(narrow)), never)).rejects.toMatchObject({
    code: 'forbidden',
    cure: 'The right to get pods/log in namespace istio-system is missing.',
  });
});

test('a pod that is gone is said to be', async () => {
  await expect(source.log({ ...asked, pod: 'no-such-pod' }, viewerWith(null), never)).rejects.toMatchObject({
    code: 'not-found',
  });
});
