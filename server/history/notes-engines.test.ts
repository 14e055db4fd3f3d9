import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Note, NotesEngine } from './notes-engine.ts';
import { openPostgresNotes } from './postgres-notes.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import { openSqliteNotes } from './sqlite-notes.ts';
import { change, everything } from './testing/change.ts';
import { createMemoryNotes } from './testing/memory-notes.ts';
import { hasPostgres, type RunningPostgres, startPostgres } from './testing/postgres.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'weft-notes-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

let postgres: RunningPostgres | null = null;
beforeAll(async () => {
  if (hasPostgres) postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

async function emptyPostgres(): Promise<NotesEngine> {
  const engine = openPostgresNotes(postgres?.url ?? '');
  await engine.prune(1e15, 0);
  return engine;
}

const engines: [name: string, open: () => NotesEngine | Promise<NotesEngine>][] = [
  ['memory', createMemoryNotes],
  ['SQLite', () => openSqliteNotes(path.join(folder, 'new', `${files++}.db`))],
  ...(hasPostgres ? [['PostgreSQL', emptyPostgres] satisfies [string, () => Promise<NotesEngine>]] : []),
];

const note = (key: string, at: number, rest: Partial<Note> = {}): Note => ({
  kind: 'acknowledgement',
  key,
  at,
  body: { by: 'dev', note: 'a "quoted" \u0000 note — with ünicode' },
  ...rest,
});

/** What every engine must do, whatever it keeps notes in. */
describe.each(engines)('%s', (_, open) => {
  const list = async (engine: NotesEngine) => engine.list('acknowledgement');

  test('what was put comes back whole, of its kind alone, the newest first', async () => {
    const engine = await open();
    await engine.put([note('a', 100), note('b', 1_764_000_000_123), note('c', 50, { kind: 'problem' })]);
    expect(await list(engine)).toEqual([note('b', 1_764_000_000_123), note('a', 100)]);
    await engine.close();
  });

  test('of two notes under a key the later stands, whichever comes first', async () => {
    const engine = await open();
    const [early, late] = [note('a', 100, { body: 'early' }), note('a', 200, { body: 'late' })];
    await engine.put([early, late]);
    expect(await list(engine)).toEqual([late]);
    await engine.put([early]);
    expect(await list(engine)).toEqual([late]);
    await Promise.all([300, 500, 400].map((at) => engine.put([note('a', at, { body: at })])));
    expect(await list(engine)).toEqual([note('a', 500, { body: 500 })]);
    await engine.close();
  });

  test('age and number bound what is kept, the oldest go first', async () => {
    const engine = await open();
    await engine.put([note('d', 400), note('a', 100), note('c', 300), note('b', 200)]);
    const keys = async () => (await list(engine)).map(({ key }) => key);
    await engine.prune(150, 10);
    expect(await keys()).toEqual(['d', 'c', 'b']);
    await engine.prune(0, 2);
    expect(await keys()).toEqual(['d', 'c']);
    await engine.close();
  });
});

test('notes and changes live in one file, and outlive who wrote them', async () => {
  const file = path.join(folder, 'both.db');
  const [changes, notes] = [openSqliteEngine(file), openSqliteNotes(file)];
  await Promise.all([changes.append([change('one', 100)]), notes.put([note('a', 100)])]);
  await notes.close();
  await changes.close();
  const [again, still] = [openSqliteNotes(file), openSqliteEngine(file)];
  expect(await again.list('acknowledgement')).toEqual([note('a', 100)]);
  expect(await still.list(everything)).toHaveLength(1);
  await again.close();
  await still.close();
});

test.runIf(hasPostgres)('another Weft reads what this one put', async () => {
  const [one, other] = [await emptyPostgres(), openPostgresNotes(postgres?.url ?? '')];
  await one.put([note('a', 100)]);
  expect(await other.list('acknowledgement')).toEqual([note('a', 100)]);
  await one.close();
  await other.close();
});
