import { expect, test } from 'vitest';
import { createLogger } from '#server/log.ts';
import type { Note, NotesEngine } from './notes-engine.ts';
import { createNotesStore } from './notes-store.ts';
import { createMemoryNotes } from './testing/memory-notes.ts';

const kind = 'acknowledgement';
const note = (key: string, at = 1_000_000): Note => ({ kind, key, at, body: key });

/** A store over an engine that can be broken, and the waits that its clock was asked for. */
function storeOn(engine: NotesEngine | null) {
  const waits: (() => void)[] = [];
  const state = { broken: false };
  const refuse = () => Promise.reject(new Error('disk full'));
  const breakable = (inner: NotesEngine): NotesEngine => ({
    ...inner,
    put: (notes) => (state.broken ? refuse() : inner.put(notes)),
    list: (of) => (state.broken ? refuse() : inner.list(of)),
    close: async () => undefined,
  });
  const store = createNotesStore({
    open: engine === null ? null : () => breakable(engine),
    clock: { now: () => 1_000_000, after: () => new Promise((resolve) => waits.push(resolve)) },
    log: createLogger('silent'),
    signal: new AbortController().signal,
  });
  return { store, state, retry: () => waits.splice(0).forEach((go) => void go()) };
}
const keys = (notes: readonly Note[]) => notes.map(({ key }) => key).sort();

test('what others put is known once it was read', async () => {
  const engine = createMemoryNotes();
  await engine.put([note('theirs')]);
  const { store } = storeOn(engine);
  await store.put([note('ours')]);
  expect(keys(store.known(kind))).toEqual(['ours']);
  await store.refresh(kind);
  expect(keys(store.known(kind))).toEqual(['ours', 'theirs']);
});

test('without a place of its own it remembers for as long as it lives', async () => {
  const { store } = storeOn(null);
  await store.put([note('a')]);
  await store.refresh(kind);
  expect([keys(store.known(kind)), store.trouble()]).toEqual([['a'], null]);
});

test('what cannot be written is known, told, and written as soon as it can be', async () => {
  const engine = createMemoryNotes();
  const { store, state, retry } = storeOn(engine);
  state.broken = true;
  await store.put([note('a')]);
  await store.refresh(kind);
  expect([keys(store.known(kind)), store.trouble()]).toEqual([['a'], 'disk full']);
  expect(await engine.list(kind)).toEqual([]);
  state.broken = false;
  retry();
  await expect.poll(() => store.trouble()).toBeNull();
  expect(keys(await engine.list(kind))).toEqual(['a']);
});

test('an older note never takes the place of a newer one', async () => {
  const { store } = storeOn(createMemoryNotes());
  await store.put([note('a', 2_000_000), { ...note('a', 1_500_000), body: 'late by the wire' }]);
  expect(store.known(kind)).toEqual([note('a', 2_000_000)]);
});

test('what could not be read is in order again when it can be read, not before', async () => {
  const { store, state, retry } = storeOn(createMemoryNotes());
  state.broken = true;
  await store.refresh(kind);
  expect(store.trouble()).toBe('disk full');
  retry();
  await store.put([]);
  expect(store.trouble()).toBe('disk full');
  state.broken = false;
  await expect
    .poll(() => {
      retry();
      return store.trouble();
    })
    .toBeNull();
});
