import type { Browser, Page, Worker } from '@playwright/test';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { freshContext, openGraph } from './open.ts';

interface Script {
  readonly name: string;
  readonly bytes: number;
}

const budgetBytes = 350_000;

/** JavaScript that a browser new to Weft receives, as compressed, before the graph can be used. Workers are said apart. */
export async function javascriptRow(browser: Browser, { url }: Mesh): Promise<Row> {
  const context = await freshContext(browser);
  try {
    const page = await context.newPage();
    await openGraph(page, url);
    const scripts = await scriptsOf(page);
    const inWorkers = await Promise.all(page.workers().map(scriptsOf));
    // What a worker starts with stands in the page's list and not in the worker's.
    const starts = new Set(page.workers().map((worker) => worker.url()));
    const bytes = sizeOf(scripts.filter(({ name }) => !starts.has(name)));
    const workerBytes = sizeOf([...inWorkers.flat(), ...scripts.filter(({ name }) => starts.has(name))]);
    return {
      what: 'browser: JavaScript before the graph is interactive',
      measured: `${kilo(bytes)} (workers ${kilo(workerBytes)} apart)`,
      limit: kilo(budgetBytes),
      ratio: bytes / budgetBytes,
      budget: 1,
    };
  } finally {
    await context.close();
  }
}

const sizeOf = (scripts: readonly Script[]): number => scripts.reduce((sum, each) => sum + each.bytes, 0);

const kilo = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** Scripts that a page or worker has loaded so far, with the bytes that came over the wire. */
const scriptsOf = (from: Page | Worker): Promise<readonly Script[]> =>
  // Both run functions, but their signatures share no overload.
  'workers' in from ? from.evaluate(loadedScripts) : from.evaluate(loadedScripts);

/** In the page. */
function loadedScripts(): Script[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize }));
}
