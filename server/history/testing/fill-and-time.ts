// Fills a new file with so many changes of two weeks, asks it as the page of changes does, and prints the median milliseconds of each.

import { parseArgs } from 'node:util';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { HistoryQuery } from '../engine.ts';
import { openSqliteEngine } from '../sqlite-engine.ts';
import { change, everything } from './change.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [file = '', count = '10000'] = positionals;
const kinds = ['VirtualService', 'DestinationRule', 'Deployment', 'AuthorizationPolicy', 'Service'] as const;
const people = ['kubectl-edit', 'helm', 'argocd-controller', 'weft'];
const hands: readonly (string | null)[] = [...people, null];
/** They lie within what is kept, two weeks. */
const span = 13 * 86_400;
const runs = 21;

const now = Math.floor(Date.now() / 1000);
const changes = Array.from({ length: Number(count) }, (_, i) => changeAt(i, Number(count)));
const engine = openSqliteEngine(file);
for (let from = 0; from < changes.length; from += 500) await engine.append(changes.slice(from, from + 500));

const all: HistoryQuery = { ...everything, from: 0, to: now, limit: 201 };
const asked: Readonly<Record<string, () => Promise<unknown>>> = {
  page: () => engine.list(all),
  words: () => engine.list({ ...all, words: ['svc-7', 'timeout'] }),
  counts: () => engine.count(all),
  thousand: () => engine.list({ ...all, limit: 1001 }),
};
const took: Record<string, number> = {};
for (const [name, ask] of Object.entries(asked)) took[name] = await medianOf(ask);
await engine.close();
process.stdout.write(`${JSON.stringify(took)}\n`);

function changeAt(i: number, of: number): ChangeRecord {
  const kind = kinds[i % kinds.length] ?? 'Service';
  const object = refTo(kind, `svc-${i % 1000}`, `ns-${i % 50}`);
  const fields = Array.from({ length: 1 + (i % 6) }, (_, n) => ({
    path: `spec.http[${n}].timeout`,
    before: `${i % 30}s`,
    after: `${(i + n) % 60}s`,
  }));
  return change(`n${i}`, now - span + Math.floor((i * span) / of), {
    object,
    by: hands[i % hands.length] ?? null,
    fields,
  });
}

async function medianOf(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
