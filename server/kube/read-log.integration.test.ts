import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWeftError } from '#lib/core/error-code.ts';
import type { LogAsked } from '#server/context.ts';
import { never } from '#server/testing/never.ts';
import type { RunningKubeSource } from './source.ts';
import { lonePod } from './testing/lone-pod.ts';
import { connectTestCluster, viewerWith } from './testing/real-cluster.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const narrow = cluster.token('shop-only') === null ? 'nobody' : 'shop-only';
let source: RunningKubeSource;
let pod: Awaited<ReturnType<typeof lonePod>>;
let asked: LogAsked;

beforeAll(async () => {
  source = cluster.startSource();
  pod = await lonePod(cluster, 'log');
  const { namespace, name } = pod;
  asked = {
    namespace,
    pod: name,
    container: 'istio-proxy',
    previous: false,
    since: null,
    until: null,
    tail: 5,
  };
});
afterAll(async () => {
  await source.close();
  await pod.remove();
  await cluster.admin.close();
});

test('of a pod that runs nowhere nothing is read, or it is said that nothing can be', async () => {
  const log = await source.log(asked, viewerWith(null), never).catch((cause: unknown) => cause);
  if (isWeftError(log)) {
    // An API server without kubelets.
    expect(['unavailable', 'invalid']).toContain(log.code);
    expect(log.message.length).toBeGreaterThan(20);
  } else {
    expect(log).toMatchObject({ cut: null, lines: [] });
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
