import { expect, test } from 'vitest';
import { startInformer } from './informer.ts';
import type { KubeClient } from './kube-client.ts';
import type { RawObject } from './raw-object.ts';

const object = (name: string, version: number, uid = name): RawObject => ({
  metadata: { name, namespace: 'shop', uid, resourceVersion: String(version) },
});

/** An informer over a watch that the test feeds. */
async function fed(initial: RawObject[]) {
  const lines: string[] = [];
  let wake = () => {};
  const stop = new AbortController();
  const client: Pick<KubeClient, 'request' | 'lines'> = {
    request: async () => ({ kind: 'PodList', metadata: { resourceVersion: '100' }, items: initial }),
    async *lines() {
      while (!stop.signal.aborted) {
        const next = lines.shift();
        if (next !== undefined) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
  const informer = startInformer(client as KubeClient, '/pods', { signal: stop.signal, parse: (o) => o });
  await informer.synced;
  const told: string[] = [];
  informer.subscribe(({ key, after }) => told.push(`${key} ${after?.metadata.resourceVersion ?? 'gone'}`));
  const feed = async (type: string, o: RawObject) => {
    lines.push(JSON.stringify({ type, object: o }));
    // A marker that comes after, so that the test knows when the line was taken.
    const marker = `m${told.length}-${Math.floor(performance.now() * 1000)}`;
    lines.push(JSON.stringify({ type: 'ADDED', object: object(marker, 1) }));
    wake();
    await expect.poll(() => informer.objects.has(`shop/${marker}`)).toBe(true);
  };
  return {
    informer,
    feed,
    told: () => told.filter((t) => !t.startsWith('shop/m')),
    stop: () => stop.abort(),
  };
}

test('an event older than the answer to an own write does not win', async () => {
  const { informer, feed, told, stop } = await fed([object('a', 100)]);
  informer.note(object('a', 105));
  await feed('MODIFIED', object('a', 103));
  expect(informer.objects.get('shop/a')?.metadata.resourceVersion).toBe('105');
  await feed('MODIFIED', object('a', 106));
  expect(told()).toEqual(['shop/a 105', 'shop/a 106']);
  stop();
});

test('what was deleted by an own write does not come back by a late event', async () => {
  const { informer, feed, told, stop } = await fed([object('a', 100)]);
  informer.forget(object('a', 100));
  await feed('MODIFIED', object('a', 101));
  expect(informer.objects.has('shop/a')).toBe(false);
  await feed('DELETED', object('a', 102));
  await feed('ADDED', object('a', 103, 'another'));
  expect(told()).toEqual(['shop/a gone', 'shop/a 103']);
  stop();
});
