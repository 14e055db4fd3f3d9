import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession } from '@playwright/test';
import { median } from '../median.ts';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { everythingExpanded, freshContext, openGraph } from './open.ts';

const refreshes = 5;
const settleMs = 2500;
const budgetMs = 50;

/**
 * Main-thread time of one live refresh with every namespace open: from the request for the new graph until its frame has
 * long been drawn, less what the same page spends in the same time when nothing comes. Time of the thread, not of the
 * clock: what else the machine does is not counted.
 */
export async function updateRow(browser: Browser, { url }: Mesh): Promise<Row> {
  const context = await freshContext(browser);
  const page = await context.newPage();
  try {
    await openGraph(page, url, await everythingExpanded(url));
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await wait(settleMs);
    const costs: number[] = [];
    while (costs.length < refreshes) {
      const asked = await page.waitForRequest((r) => r.url().includes('/api/v1/graph'), { timeout: 120_000 });
      const during = await spentWhile(session, async () => {
        await (await asked.response())?.finished();
        await wait(settleMs);
      });
      const idle = await spentWhile(session, () => wait(settleMs));
      costs.push(during.busy - (idle.busy / idle.elapsed) * during.elapsed);
    }
    return {
      what: 'browser: one refresh, everything expanded',
      measured: `${median(costs).toFixed(0)} ms of main thread`,
      limit: `${budgetMs} ms`,
      ratio: median(costs) / budgetMs,
      budget: 1,
    };
  } finally {
    await context.close();
  }
}

/** Milliseconds that the page's main thread was busy, and that went by, while `run` ran. */
async function spentWhile(session: CDPSession, run: () => Promise<unknown>) {
  const before = await busyMs(session);
  const from = performance.now();
  await run();
  const elapsed = performance.now() - from;
  return { busy: (await busyMs(session)) - before, elapsed };
}

async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}
