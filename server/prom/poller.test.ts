import { expect, test } from 'vitest';
import { type EpochSeconds, seconds } from '#lib/core/units.ts';
import { never } from '#server/testing/never.ts';
import { createPoller, type PollerOptions } from './poller.ts';
import type { Refresh } from './refresh.ts';
import { manualClock } from './testing/manual-clock.ts';

const good: Refresh = { samples: [], missing: [], costs: [], failed: null };
const period = 15_000;

/** A pinned poller that refreshes every 15 s. Only listening or reading wakes it. */
function start(options: Partial<PollerOptions>) {
  const clock = manualClock(1_000_005_000);
  const errors: unknown[] = [];
  const poller = createPoller({
    window: seconds.parse(300),
    pinned: true,
    clock,
    ask: () => Promise.resolve(good),
    scrapeInterval: () => seconds.parse(15),
    refreshInterval: seconds.parse(15),
    onRefresh: () => undefined,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { clock, errors, poller };
}

test('a refresh that throws is a failed one, and the next comes all the same', async () => {
  const broken = new Error('nobody expected this');
  let refreshes = 0;
  const { clock, errors, poller } = start({
    ask: () => {
      refreshes += 1;
      if (refreshes === 1) throw broken;
      return refreshes === 3 ? Promise.reject(broken) : Promise.resolve(good);
    },
  });
  await expect(poller.latest(never)).rejects.toBe(broken);
  await clock.advance(period);
  expect((await poller.latest(never)).stale).toBeNull();
  await clock.advance(period);
  expect((await poller.latest(never)).stale).toMatchObject({ reason: 'The refresh failed.' });
  await clock.advance(period);
  expect((await poller.latest(never)).stale).toBeNull();
  expect(errors).toEqual([broken, broken]);
  poller.close();
});

test('a listener that throws takes neither the others nor the next refresh with it', async () => {
  const { clock, errors, poller } = start({
    onRefresh: () => {
      throw new Error('of the refresh');
    },
  });
  const heard: EpochSeconds[] = [];
  poller.listen(() => {
    throw new Error('of a listener');
  });
  poller.listen(({ at }) => heard.push(at));
  await clock.advance(0);
  await clock.advance(period);
  expect(heard).toEqual([999_990 + 15, 999_990 + 30]);
  expect(errors).toHaveLength(4);
  poller.close();
});

test('what is thrown while the poller closes is no error', async () => {
  const { clock, errors, poller } = start({
    ask: (_at, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  });
  poller.listen(() => undefined);
  await clock.advance(0);
  poller.close();
  await clock.advance(period);
  expect(errors).toEqual([]);
});
