import type { Browser } from '@playwright/test';
import { javascriptRow } from './browser/javascript.ts';
import { launch } from './browser/open.ts';
import { panRow } from './browser/pan.ts';
import { updateRow } from './browser/update.ts';
import { describeMesh, type Mesh, startMesh } from './mesh.ts';
import { refreshRow } from './refresh.ts';
import { type Row, table } from './row.ts';
import { samplesRows } from './samples.ts';
import { viewersRow } from './viewers.ts';

const services = 1000;
const windows = [300, 21_600];

/** What `npm run bench -- NAME…` knows, in the order in which it is measured. */
const benches: Readonly<Record<string, (mesh: Mesh) => Promise<Row[]>>> = {
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
};

async function inBrowser(measure: (browser: Browser) => Promise<Row[]>): Promise<Row[]> {
  const browser = await launch();
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in benches));
  if (unknown !== undefined)
    throw new Error(`no row is called ${unknown}; there are ${Object.keys(benches).join(', ')}`);
  const chosen = Object.entries(benches).filter(([name]) => names.length === 0 || names.includes(name));
  const mesh = await startMesh(services);
  try {
    process.stdout.write(`${describeMesh(mesh)}\n`);
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
    process.stdout.write(`${table(rows)}\n`);
  } finally {
    await mesh.stop();
  }
}

await main(process.argv.slice(2));
