import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { javascriptRow } from './browser/javascript.ts';
import { layoutRow } from './browser/layout.ts';
import { launch } from './browser/open.ts';
import { openPageRow } from './browser/open-page.ts';
import { panRow } from './browser/pan.ts';
import { topologyRows } from './browser/topology.ts';
import { updateRow } from './browser/update.ts';
import { diagnosisRows } from './diagnosis.ts';
import { findingsRows } from './findings.ts';
import { historyRows } from './history.ts';
import { memoryRow } from './memory.ts';
import { describeMesh, type Mesh, startMesh } from './mesh.ts';
import { refreshRow } from './refresh.ts';
import { type Row, table } from './row.ts';
import { samplesRows } from './samples.ts';
import { viewersRow } from './viewers.ts';

const windows = [300, 21_600];

type Measure = (mesh: Mesh) => Promise<Row[]>;

/** Rows that are measured on a mesh of one size. */
interface Benches {
  readonly services: number;
  readonly rows: Readonly<Record<string, Measure>>;
}

/** What `npm run bench -- NAME…` knows, in the order in which it is measured. */
const benches: readonly Benches[] = [
  {
    services: 1000,
    rows: {
      refresh: async (mesh) => {
        const rows: Row[] = [];
        for (const window of windows) rows.push(await refreshRow(mesh, window));
        return rows;
      },
      samples: async (mesh) => {
        const rows: Row[] = [];
        for (const window of windows) rows.push(...(await samplesRows(mesh, window)));
        return rows;
      },
      viewers: async (mesh) => [await viewersRow(mesh)],
      javascript: (mesh) => inBrowser(async (browser) => [await javascriptRow(browser, mesh)]),
      update: (mesh) => inBrowser(async (browser) => [await updateRow(browser, mesh)]),
      pan: (mesh) => inBrowser(async (browser) => [await panRow(browser, mesh)]),
      layout: (mesh) => inBrowser(async (browser) => [await layoutRow(browser, mesh)]),
      topology: (mesh) => inBrowser((browser) => topologyRows(browser, mesh)),
    },
  },
  {
    services: 5000,
    rows: {
      memory: async (mesh) => [await memoryRow(mesh)],
      open: (mesh) => inBrowser(async (browser) => [await openPageRow(browser, mesh)]),
    },
  },
];

/** Rows that need no large mesh to run. */
const alone: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  findings: findingsRows,
  diagnosis: diagnosisRows,
  history: historyRows,
};

async function inBrowser(measure: (browser: Browser) => Promise<Row[]>): Promise<Row[]> {
  const browser = await launch();
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}

/** The names asked for, none meaning all, and the size that is measured in place of each row's own. */
function parseArguments(argv: readonly string[]): { names: readonly string[]; services: number | null } {
  const { positionals: names, values } = parseArgs({
    args: [...argv],
    options: { services: { type: 'string' } },
    allowPositionals: true,
  });
  const known = [...Object.keys(alone), ...benches.flatMap(({ rows }) => Object.keys(rows))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`no row is called ${unknown}; there are ${known.join(', ')}`);
  const services = values.services === undefined ? null : Number(values.services);
  if (services !== null && !(services >= 2)) throw new Error('--services takes a number of services');
  return { names, services };
}

async function measureOn(mesh: Mesh, chosen: readonly (readonly [string, Measure])[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, measure] of chosen) {
    const from = performance.now();
    // One row that cannot be measured does not take the others with it; the command fails in the end.
    const measured = await measure(mesh).catch((error: unknown) => {
      process.exitCode = 1;
      process.stderr.write(`bench: ${name} failed: ${error instanceof Error ? error.message : error}\n`);
      return [];
    });
    rows.push(...measured);
    process.stderr.write(`bench: ${name} took ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
    for (const row of measured) process.stderr.write(`  ${row.what}: ${row.measured}, ${row.limit}\n`);
  }
  return rows;
}

async function main(argv: readonly string[]): Promise<void> {
  const asked = parseArguments(argv);
  const isAsked = (name: string) => asked.names.length === 0 || asked.names.includes(name);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(alone)) if (isAsked(name)) rows.push(...(await measure()));
  for (const bench of benches) {
    const all = Object.entries(bench.rows);
    const chosen = all.filter(([name]) => isAsked(name));
    if (chosen.length === 0) continue;
    const mesh = await startMesh(asked.services ?? bench.services);
    try {
      process.stdout.write(`${describeMesh(mesh)}\n`);
      rows.push(...(await measureOn(mesh, chosen)));
    } finally {
      await mesh.stop();
    }
  }
  process.stdout.write(`${table(rows)}\n`);
}

await main(process.argv.slice(2));
