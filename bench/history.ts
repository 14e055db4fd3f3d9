import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { historyResponse } from '#lib/api/history-contract.ts';
import { startDemo, stopDemo } from '../e2e/support/start-demo.ts';
import { get } from './api.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';
import { until } from './until.ts';

const changes = 10_000;
const budgetMs = 100;
const runs = 21;

/** What the page of changes asks first, what it asks for words, and what the timeline asks for its flags. */
const asked = {
  'the first page with its counts': 'limit=200&counts=1',
  'a page of words': 'limit=200&counts=1&q=svc-7+timeout',
  '1,000 of them': 'limit=1000',
} as const;

/** The timeline over 10,000 changes: the store's query alone, and the whole answer of a server on the demo mesh. */
export async function historyRows(): Promise<Row[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'weft-bench-history-'));
  const file = path.join(dir, 'history.db');
  const store = fill(file);
  const demo = await startDemo(['--mesh', 'shop', '--dir', dir], { WEFT_HISTORY: file });
  try {
    const answers: [name: string, took: number][] = [];
    await until('the changes', 60, async () => (await told(demo.url)) >= changes);
    for (const [name, params] of Object.entries(asked))
      answers.push([name, await answerTime(`${demo.url}/api/v1/history?from=0&${params}`)]);
    const all = await told(demo.url);
    return [
      slowest(`history of ${changes} changes, the store`, store),
      slowest(`history of ${all} changes, the answer`, answers),
    ];
  } finally {
    await stopDemo(demo);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Makes the file and times the store on it, in a process of its own as the server is. */
function fill(file: string): [name: string, took: number][] {
  const said = execFileSync(
    process.execPath,
    ['server/history/testing/fill-and-time.ts', file, String(changes)],
    {
      encoding: 'utf8',
    },
  );
  return Object.entries(z.record(z.string(), z.number()).parse(JSON.parse(said)));
}

async function told(url: string): Promise<number> {
  const answer = await get(`${url}/api/v1/history?from=0&limit=1&counts=1`);
  return historyResponse.parse(await answer.json()).counts?.total ?? 0;
}

async function answerTime(url: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const from = performance.now();
    await (await get(url)).text();
    // The first of all is for warming up.
    if (run > 0) times.push(performance.now() - from);
  }
  return median(times);
}

function slowest(what: string, times: readonly [name: string, took: number][]): Row {
  const [name, took] = times.reduce((worst, each) => (each[1] > worst[1] ? each : worst));
  return {
    what,
    measured: `${took.toFixed(1)} ms (${name}, the slowest of ${times.length})`,
    limit: `${budgetMs} ms`,
    ratio: took / budgetMs,
    budget: 1,
  };
}
