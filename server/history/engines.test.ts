import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectKey } from '#lib/core/object-ref.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { createLogger } from '#server/log.ts';
import type { HistoryEngine } from './engine.ts';
import { createHistoryStore } from './history-store.ts';
import { createMemoryEngine } from './memory-engine.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import { change, everything } from './testing/change.ts';
import { hasPostgres, type RunningPostgres, startPostgres } from './testing/postgres.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'weft-history-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

let postgres: RunningPostgres | null = null;
beforeAll(async () => {
  if (hasPostgres) postgres = await startPostgres();
  else process.stderr.write('history, PostgreSQL: not run (apt-get install postgresql)\n');
}, 60_000);
afterAll(() => postgres?.remove());

/** One database serves every test of this file: each begins with nothing in it. */
async function emptyPostgres(): Promise<HistoryEngine> {
  const engine = openPostgresEngine(postgres?.url ?? '');
  await engine.prune(1e12, 0);
  return engine;
}

const engines: [name: string, open: () => HistoryEngine | Promise<HistoryEngine>][] = [
  ['memory', createMemoryEngine],
  ['SQLite', () => openSqliteEngine(path.join(folder, 'new', `${files++}.db`))],
  ...(hasPostgres ? [['PostgreSQL', emptyPostgres] satisfies [string, () => Promise<HistoryEngine>]] : []),
];

/** What every engine must do, whatever it keeps changes in. */
describe.each(engines)('%s', (_, open) => {
  const ids = async (engine: HistoryEngine, query: Partial<typeof everything> = {}) =>
    (await engine.list({ ...everything, ...query })).map(({ id }) => id);

  test('what was kept comes back whole, the newest first', async () => {
    const engine = await open();
    const one = change('one', 100, { note: 'a "quoted" text — with ünicode', by: null });
    await engine.append([one, change('two', 200), change('three', 200)]);
    expect(await ids(engine)).toEqual(['three', 'two', 'one']);
    expect((await engine.list(everything)).at(-1)).toEqual(one);
    await engine.close();
  });

  test('a change that is seen twice is kept once', async () => {
    const engine = await open();
    await engine.append([change('one', 100), change('one', 100)]);
    await engine.append([change('one', 100)]);
    expect(await ids(engine)).toEqual(['one']);
    await engine.close();
  });

  test('what was found afterwards does not stand beside what was watched at that moment', async () => {
    const engine = await open();
    const found = { seen: 'found' as const };
    await engine.append([
      change('watched', 100),
      change('same moment', 100, found),
      change('before', 50, found),
    ]);
    expect(await ids(engine)).toEqual(['watched', 'before']);
    await engine.close();
  });

  test('what was written through Weft stands for what the watch tells of it, whichever came first', async () => {
    const engine = await open();
    const seen = change('seen', 100, { by: 'weft' });
    const written = { change: 'c1', user: 'ann', says: 'Timeout of cart: 5s → 1s' };
    const own = change('own', 100, { by: 'weft', written });
    const other = change('other', 100, { by: 'kubectl-edit' });
    await engine.append([seen, other]);
    await engine.append([own]);
    expect(await ids(engine)).toEqual(['own', 'other']);
    await engine.append([seen, change('found', 100, { by: 'weft', seen: 'found' })]);
    expect(await ids(engine)).toEqual(['own', 'other']);
    expect((await engine.list(everything))[0]).toEqual(own);
    const more = change('more', 100, { by: 'weft', fields: [] });
    await engine.append([more]);
    expect(await ids(engine)).toEqual(['more', 'own', 'other']);
    await engine.prune(0, 0);
    await engine.append([own]);
    const gone = change('gone', 201, { what: 'deleted', by: null });
    await engine.append([gone, { ...gone, at: own.at, written }]);
    expect((await engine.list(everything))[0]).toMatchObject({ id: 'gone', at: 100, written });
    await engine.append([gone]);
    expect(await ids(engine)).toEqual(['gone', 'own']);
    await engine.close();
  });

  test('time, namespaces, kinds, objects and number narrow what is listed', async () => {
    const engine = await open();
    const node = refTo('Node', 'n1', null);
    await engine.append([
      change('cart', 100),
      change('pay', 200, { object: refTo('VirtualService', 'pay', 'bank') }),
      change('rule', 300, { object: refTo('DestinationRule', 'cart') }),
      change('node', 400, { object: node }),
    ]);
    expect(await ids(engine, { from: 200, to: 300 })).toEqual(['rule', 'pay']);
    expect(await ids(engine, { namespaces: new Set(['shop']) })).toEqual(['rule', 'cart']);
    expect(await ids(engine, { namespaces: new Set() })).toEqual([]);
    expect(await ids(engine, { kinds: new Set(['DestinationRule', 'Node']) })).toEqual(['node', 'rule']);
    expect(await ids(engine, { objects: new Set([objectKey(node)]) })).toEqual(['node']);
    expect(await ids(engine, { limit: 1 })).toEqual(['node']);
    await engine.close();
  });

  test('who did it and words narrow what is listed and counted', async () => {
    const engine = await open();
    const written = { change: 'c1', user: 'ann', says: 'Timeout of Cart: 50% of 100_ms' };
    await engine.append([
      change('edit', 100),
      change('own', 200, { by: 'weft', written }),
      change('rule', 300, { by: null, object: refTo('DestinationRule', 'pay') }),
    ]);
    expect(await ids(engine, { who: new Set(['ann']) })).toEqual(['own']);
    expect(await ids(engine, { who: new Set(['', 'kubectl-edit']) })).toEqual(['rule', 'edit']);
    expect(await ids(engine, { words: ['timeout'] })).toEqual(['rule', 'own', 'edit']);
    expect(await ids(engine, { words: ['shop/cart', '50%'] })).toEqual(['own']);
    expect(await ids(engine, { words: ['1_0'] })).toEqual([]);
    expect(await ids(engine, { words: ['destinationrule', 'pay'] })).toEqual(['rule']);
    const counted = await engine.count({ ...everything, limit: 1 });
    expect(counted.toSorted((a, b) => (a.who < b.who ? -1 : 1))).toEqual([
      { kind: 'DestinationRule', who: '', count: 1 },
      { kind: 'VirtualService', who: 'ann', count: 1 },
      { kind: 'VirtualService', who: 'kubectl-edit', count: 1 },
    ]);
    expect(await engine.count({ ...everything, words: ['pay'] })).toHaveLength(1);
    await engine.close();
  });

  test('age and number bound what is kept, the oldest go first', async () => {
    const engine = await open();
    await engine.append([change('d', 400), change('a', 100), change('c', 300), change('b', 200)]);
    await engine.prune(150, 10);
    expect(await ids(engine)).toEqual(['d', 'c', 'b']);
    await engine.prune(0, 2);
    expect(await ids(engine)).toEqual(['d', 'c']);
    await engine.close();
  });
});

test('a file that an earlier Weft made is read on, and takes what it could not', async () => {
  const file = path.join(folder, 'earlier.db');
  const earlier = new DatabaseSync(file);
  earlier.exec(`CREATE TABLE changes (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
    namespace TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT`);
  const old = change('old', 100);
  earlier
    .prepare('INSERT INTO changes (id, at, namespace, kind, object, body) VALUES (?, ?, ?, ?, ?, ?)')
    .run('old', 100, 'shop', 'VirtualService', objectKey(old.object), JSON.stringify(old));
  earlier.close();
  const engine = openSqliteEngine(file);
  await engine.append([change('new', 200)]);
  expect((await engine.list(everything)).map(({ id }) => id)).toEqual(['new', 'old']);
  const found = await engine.list({
    ...everything,
    who: new Set(['kubectl-edit']),
    words: ['timeout', 'shop'],
  });
  expect(found.map(({ id }) => id)).toEqual(['new', 'old']);
  await engine.close();
});

test('a file that is no database is refused, not written over', () => {
  expect(() => openSqliteEngine(path.resolve('package.json'))).toThrow();
});

test.runIf(hasPostgres)(
  'a PostgreSQL that dies keeps what was acknowledged, and the store waits for it',
  async () => {
    if (postgres === null) return;
    const waits: (() => void)[] = [];
    const { url } = postgres;
    await (await emptyPostgres()).close();
    const store = createHistoryStore({
      open: () => openPostgresEngine(url),
      clock: { now: () => 1_000_000, after: () => new Promise((resolve) => waits.push(resolve)) },
      log: createLogger('silent'),
      signal: new AbortController().signal,
    });
    const ids = async () => (await store.list(everything)).map(({ id }) => id);
    await store.append([change('before', 1)]);
    expect(store.lasting()).toBe(true);
    await postgres.kill();
    await store.append([change('meanwhile', 2)]);
    expect([store.lasting(), store.trouble() === null]).toEqual([false, false]);
    expect(await ids()).toEqual(['meanwhile']);
    await postgres.start();
    for (const resolve of waits.splice(0)) resolve();
    await Promise.resolve();
    await expect.poll(ids).toEqual(['meanwhile', 'before']);
    expect(store.trouble()).toBeNull();
    await store.close();
  },
  60_000,
);
