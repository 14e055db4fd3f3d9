import { expect, test } from 'vitest';
import type { KubeClient } from '#server/kube/client.ts';
import { KubeFailure } from '#server/kube/kube-failure.ts';
import { manualClock } from '#server/prom/testing/manual-clock.ts';
import { ReadableNamespaces } from './readable-namespaces.ts';

/** An API server that answers reviews of one's own rights as `allowed` says, or not at all where it is null. */
function setUp() {
  const clock = manualClock(1_700_000_000_000);
  const state: { allowed: boolean | null; asked: number } = { allowed: true, asked: 0 };
  const client: KubeClient = {
    server: 'https://test',
    request: async ({ path }) => {
      state.asked += 1;
      if (state.allowed === null) throw new KubeFailure(null, 'The API server does not answer: gone');
      const { allowed } = state;
      const rules = { resourceRules: [], nonResourceRules: [], incomplete: false };
      return { status: 201, body: { status: path.includes('rules') ? rules : { allowed } }, warnings: [] };
    },
    stream: () => Promise.reject(new Error('nothing is streamed here')),
    close: async () => undefined,
  };
  const readable = new ReadableNamespaces(client, clock, () => ['shop']);
  return { clock, state, ask: () => readable.of('viewer', null) };
}

test('an answer is kept for a minute', async () => {
  const { clock, state, ask } = setUp();
  expect(await ask()).toBeNull();
  await clock.advance(59_000);
  await ask();
  expect(state.asked).toBe(1);
  await clock.advance(2000);
  await ask();
  expect(state.asked).toBe(2);
});

test('what an API server refuses right after its start is asked for again at once, and kept no longer than that', async () => {
  const { clock, state, ask } = setUp();
  await ask();
  await clock.advance(61_000);
  state.allowed = null;
  await expect(ask()).rejects.toThrow('gone');
  state.allowed = false;
  expect(await ask()).toEqual(new Set());
  await clock.advance(2500);
  state.allowed = true;
  expect(await ask()).toBeNull();
});

test('a right that is taken for good is kept as taken after a while', async () => {
  const { clock, state, ask } = setUp();
  await ask();
  await clock.advance(61_000);
  state.allowed = false;
  for (let i = 0; i < 14; i += 1) {
    expect(await ask()).toEqual(new Set());
    await clock.advance(2500);
  }
  const { asked } = state;
  await ask();
  await clock.advance(10_000);
  await ask();
  expect(state.asked).toBeLessThanOrEqual(asked + 2);
});
