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
  const before = await middleOf(page);
  await page.mouse.down();
  const frames = page.evaluate(countFrames, dragMs);
  const from = performance.now();
  for (let step = 0; performance.now() - from < dragMs; step += 1) {
    const angle = step / 12;
    await page.mouse.move(start.x + 120 * Math.sin(angle), start.y + 120 * (1 - Math.cos(angle)));
  }
  const rate = await frames;
  await page.mouse.move(start.x + 120, start.y + 60);
  if (before.equals(await middleOf(page))) throw new Error('the plane did not follow the mouse');
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

/** What is drawn around the middle of the plane. */
async function middleOf(page: Page): Promise<Buffer> {
  const plane = await planeOf(page);
  const size = { width: plane.width / 2, height: plane.height / 2 };
  const clip = { x: plane.x + size.width / 2, y: plane.y + size.height / 2, ...size };
  return page.screenshot({ clip });
}

async function planeOf(page: Page) {
  const plane = await page.locator('canvas[data-id="layer2-node"]').boundingBox();
  if (!plane) throw new Error('the graph has no plane');
  return plane;
}

/** How far from the border of the plane a drag begins, in pixels: nearer than the room that both leave around the graph. */
const margin = 20;

/**
 * A point in the margin of the plane, with the mouse on it: with all in view nothing is drawn there, so a drag from it
 * moves the plane. In Weft controls stand in the corners, not in the middle of a side.
 */
async function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  const plane = await planeOf(page);
  const spot = { x: plane.x + margin, y: plane.y + plane.height / 2 };
  await page.mouse.move(spot.x, spot.y);
  if (!(await page.evaluate(isPlane, spot))) throw new Error('the margin of the plane is covered');
  return spot;
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
