import type { Browser, Page } from '@playwright/test';
import { graphResponse } from '#lib/api/contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { get } from '../api.ts';
import { median } from '../median.ts';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { openBare } from './bare.ts';
import { everythingExpanded, freshContext, openGraph, readPlaces } from './open.ts';

const rounds = 5;
const dragMs = 2500;

/**
 * Frames per second while the plane is dragged by the mouse, in Weft and in bare cytoscape with the same elements in the
 * same places. The moment is fixed, so that no refresh falls into a drag; the two take turns.
 */
export async function panRow(browser: Browser, { url, scrapeInterval }: Mesh): Promise<Row> {
  const context = await freshContext(browser);
  try {
    const at = epochSeconds.parse((Math.floor(Date.now() / 1000 / scrapeInterval) - 3) * scrapeInterval);
    const weft = await context.newPage();
    await openGraph(weft, url, { ...(await everythingExpanded(url)), at: String(at) });
    const answer = await get(`${url}${apiPaths.graph({ window: seconds.parse(300), at })}`);
    const bare = await context.newPage();
    await openBare(bare, graphResponse.parse(await answer.json()).graph, await readPlaces(weft));
    return await compare(weft, bare);
  } finally {
    await context.close();
  }
}

async function compare(weft: Page, bare: Page): Promise<Row> {
  const rates = { weft: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const which of round % 2 === 0 ? (['weft', 'bare'] as const) : (['bare', 'weft'] as const)) {
      const page = which === 'weft' ? weft : bare;
      rates[which].push(await dragRate(page));
    }
  }
  return {
    what: 'browser: pan, everything expanded and in view',
    measured: `${median(rates.weft).toFixed(1)} frames/s`,
    limit: `bare cytoscape ${median(rates.bare).toFixed(1)} frames/s`,
    ratio: median(rates.bare) / median(rates.weft),
    budget: 1.05,
  };
}

/** Frames per second of the page while the mouse drags the plane in a circle. */
async function dragRate(page: Page): Promise<number> {
  await page.bringToFront();
  const start = await emptySpot(page);
  await page.mouse.down();
  const frames = page.evaluate(countFrames, dragMs);
  const from = performance.now();
  for (let step = 0; performance.now() - from < dragMs; step += 1) {
    const angle = step / 12;
    await page.mouse.move(start.x + 120 * Math.sin(angle), start.y + 120 * (1 - Math.cos(angle)));
  }
  const rate = await frames;
  await page.mouse.move(start.x, start.y);
  await page.mouse.up();
  return rate;
}

/** In the page. */
function countFrames(during: number): Promise<number> {
  return new Promise((resolve) => {
    let count = 0;
    let first: number | null = null;
    const tick = (time: number) => {
      first ??= time;
      if (time - first >= during) resolve((1000 * count) / (time - first));
      else requestAnimationFrame(tick);
      count += 1;
    };
    requestAnimationFrame(tick);
  });
}

/** A point of the plane where nothing is drawn, with the mouse on it: a drag from there moves the plane. */
async function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  // The margin first: when all is in view nothing is drawn there.
  for (let x = 90; x < 1340; x += 70) {
    for (let y = 660; y > 160; y -= 45) {
      await page.mouse.move(x, y);
      if (await page.evaluate(isPlane, { x, y })) return { x, y };
    }
  }
  throw new Error('the plane is covered: there is nowhere to drag it by');
}

/** In the page: both mark what is under the mouse by its cursor. */
function isPlane({ x, y }: { x: number; y: number }): Promise<boolean> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const canvas = document.elementFromPoint(x, y);
      const host = canvas?.closest('div')?.parentElement;
      resolve(canvas instanceof HTMLCanvasElement && host?.style.cursor !== 'pointer');
    });
  });
}
