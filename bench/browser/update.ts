import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
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
    const cost = median(await refreshCosts(page, refreshes));
    return {
      what: 'browser: one refresh, everything expanded',
      measured: `${cost.toFixed(0)} ms of main thread`,
      limit: `${budgetMs} ms`,
      ratio: cost / budgetMs,
      budget: 1,
    };
  } finally {
    await context.close();
  }
}

/** Milliseconds of main thread that each of the next `count` refreshes takes on a page that shows a live graph. */
export async function refreshCosts(page: Page, count: number): Promise<readonly number[]> {
  const session = await threadTime(page);
  await wait(settleMs);
  const costs: number[] = [];
  while (costs.length < count) {
    const asked = await page.waitForRequest((r) => r.url().includes('/api/v1/graph'), { timeout: 120_000 });
    costs.push(await costOf(session, async () => (await asked.response())?.finished()));
  }
  return costs;
}

/** A session that can tell how long the page's main thread was busy. */
export async function threadTime(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

/** Milliseconds of main thread from now until what `act` causes has long been drawn, less what the page spends when idle. */
export async function costOf(session: CDPSession, act: () => Promise<unknown>): Promise<number> {
  const during = await spentWhile(session, async () => {
    await act();
    await wait(settleMs);
  });
  const idle = await spentWhile(session, () => wait(settleMs));
  return during.busy - (idle.busy / idle.elapsed) * during.elapsed;
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
