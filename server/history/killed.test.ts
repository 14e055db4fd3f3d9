import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openSqliteEngine } from './sqlite-engine.ts';
import { openSqliteNotes } from './sqlite-notes.ts';
import { everything } from './testing/change.ts';

/** Writes to `file` until so many changes were acknowledged, kills the writer there, and returns their ids. */
async function writeAndKill(file: string, run: number, acknowledged: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    ['server/history/testing/write-until-killed.ts', file, String(run)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(writer, 'exit');
  const ids: string[] = [];
  for await (const id of createInterface({ input: writer.stdout })) {
    ids.push(id);
    if (ids.length === acknowledged) writer.kill('SIGKILL');
  }
  expect(await gone).toEqual([null, 'SIGKILL']);
  return ids;
}

test('killed at any moment, it opens again with all that was acknowledged', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'weft-killed-'));
  const file = path.join(folder, 'history.db');
  const all: string[] = [];
  for (const [run, acknowledged] of [1, 7, 40, 150].entries()) {
    all.push(...(await writeAndKill(file, run, acknowledged)));
    const engine = openSqliteEngine(file);
    const kept = new Set((await engine.list({ ...everything, limit: 100_000 })).map(({ id }) => id));
    const notes = openSqliteNotes(file);
    const ways = new Set((await notes.list('write')).map(({ key }) => key));
    await notes.close();
    await engine.close();
    expect(all.filter((id) => !kept.has(id) || !ways.has(id))).toEqual([]);
  }
  rmSync(folder, { recursive: true });
}, 60_000);
