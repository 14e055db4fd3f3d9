import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { median } from '../median.ts';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { longestTask } from './longest-task.ts';
import { everythingExpanded, freshContext, openGraph } from './open.ts';

const rounds = 5;
const settleMs = 1500;
const budgetMs = 50;

/** The longest task of the main thread while everything is laid out afresh, from the key until it stands. */
export async function layoutRow(browser: Browser, { url }: Mesh): Promise<Row> {
  const context = await freshContext(browser);
  try {
    const page = await context.newPage();
    await openGraph(page, url, await everythingExpanded(url));
    await wait(settleMs);
    const longest: number[] = [];
    for (let round = 0; round < rounds; round += 1) longest.push(await longestTask(page, () => layOut(page)));
    return {
      what: 'browser: the longest task while everything is laid out',
      measured: `${median(longest).toFixed(0)} ms of main thread`,
      limit: `${budgetMs} ms`,
      ratio: median(longest) / budgetMs,
      budget: 1,
    };
  } finally {
    await context.close();
  }
}

async function layOut(page: Page): Promise<void> {
  const arranging = page.getByRole('status').filter({ hasText: 'Laying out' });
  await page.keyboard.press('r');
  await arranging.waitFor();
  await arranging.waitFor({ state: 'detached', timeout: 30_000 });
  await wait(settleMs);
}
