import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDemoClock } from './demo-clock.ts';
import { goLive, type LiveOptions } from './live.ts';

beforeEach(() => vi.useFakeTimers({ now: 100_500 }));
afterEach(() => vi.useRealTimers());

function started(more: Partial<LiveOptions> = {}) {
  const told: string[] = [];
  const simulation = {
    configure: () => void told.push('configure'),
    advance: (ms: number) => void told.push(`advance ${ms}`),
  };
  const live = goLive({
    simulation,
    watch: { take: () => null },
    wall: Date.now,
    from: 95_000,
    scrapeMs: 5000,
    tickMs: 1000,
    onScrape: (ms) => told.push(`scrape ${ms}`),
    onError: (error) => told.push(String(error)),
    ...more,
  });
  return { told, live };
}

test('missed scrapes are made up for in order, then the simulation follows the wall clock', () => {
  const { told, live } = started();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(['advance 100000', 'scrape 100000', 'advance 101500']);
  vi.advanceTimersByTime(4000);
  expect(told.filter((t) => t.startsWith('scrape'))).toEqual(['scrape 100000', 'scrape 105000']);
  live.stop();
  told.length = 0;
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
});

test('a changed configuration goes in before the next move, a failure is told and does not stop it', () => {
  let views = 1;
  const take = () => {
    views -= 1;
    if (views === -1) throw new Error('no view');
    return views === 0 ? new Map() : null;
  };
  const { told, live } = started({ watch: { take }, from: 100_000 });
  vi.advanceTimersByTime(3000);
  live.stop();
  expect(told).toEqual(['configure', 'advance 101500', 'Error: no view', 'advance 103500']);
});

test('the demo’s clock runs on from where it was set', () => {
  const clock = createDemoClock(Date.now);
  clock.jumpTo(5000);
  vi.advanceTimersByTime(250);
  expect(clock.now()).toBe(5250);
  clock.follow();
  expect(clock.now()).toBe(100_750);
});
