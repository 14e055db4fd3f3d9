import { expect, test } from 'vitest';
import { createLogger } from '#server/log.ts';
import type { HistoryEngine } from './engine.ts';
import { createHistoryStore } from './history-store.ts';
import { createMemoryEngine } from './memory-engine.ts';
import { change, everything } from './testing/change.ts';

/** A store on a disk that can be full, and a clock that is moved by hand. */
function storeOn(disk: { full: boolean; unopened?: boolean }) {
  const file = createMemoryEngine();
  const waits: (() => void)[] = [];
  const engine: HistoryEngine = {
    ...file,
    append: (changes) =>
      disk.full ? Promise.reject(new Error('database or disk is full')) : file.append(changes),
    close: async () => undefined,
  };
  const store = createHistoryStore({
    open: () => {
      if (disk.unopened) throw new Error('unable to open database file');
      return engine;
    },
    clock: { now: () => 1_000_000, after: () => new Promise((resolve) => waits.push(resolve)) },
    log: createLogger('silent'),
    signal: new AbortController().signal,
  });
  const ids = async () => (await store.list(everything)).map(({ id }) => id);
  const kept = async () => (await file.list(everything)).map(({ id }) => id);
  const retry = async () => {
    for (const resolve of waits.splice(0)) resolve();
    await Promise.resolve();
    await ids();
  };
  return { store, ids, kept, retry };
}

test('while the disk is full changes are in memory and it is said; with room again they are all written', async () => {
  const disk = { full: false };
  const { store, ids, kept, retry } = storeOn(disk);
  await store.append([change('one', 1)]);
  expect(store.lasting()).toBe(true);
  disk.full = true;
  await store.append([change('two', 2)]);
  await store.append([change('three', 3)]);
  expect(store.trouble()).toBe('database or disk is full');
  expect(store.lasting()).toBe(false);
  expect(await kept()).toEqual(['one']);
  expect(await ids()).toEqual(['three', 'two']);
  await retry();
  expect(store.trouble()).not.toBeNull();
  disk.full = false;
  await retry();
  expect(store.trouble()).toBeNull();
  expect(await kept()).toEqual(['three', 'two', 'one']);
  expect(await ids()).toEqual(['three', 'two', 'one']);
});

test('a file that cannot be opened is said before the first change, and tried again', async () => {
  const disk = { full: false, unopened: true };
  const { store, ids, kept, retry } = storeOn(disk);
  expect(await ids()).toEqual([]);
  expect(store.trouble()).toBe('unable to open database file');
  await store.append([change('one', 1)]);
  disk.unopened = false;
  await retry();
  expect(store.trouble()).toBeNull();
  expect(await kept()).toEqual(['one']);
});

test('in memory by setting nothing is in trouble, and nothing lasts', async () => {
  const store = createHistoryStore({
    open: null,
    clock: { now: () => 1_000_000, after: () => Promise.resolve() },
    log: createLogger('silent'),
    signal: new AbortController().signal,
  });
  await store.append([change('one', 1)]);
  expect((await store.list(everything)).map(({ id }) => id)).toEqual(['one']);
  expect([store.lasting(), store.trouble()]).toEqual([false, null]);
});
