import type { Browser, Page } from '@playwright/test';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { get } from '../api.ts';
import { median } from '../median.ts';
import type { Mesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { openBare } from './bare.ts';
import { dragRate } from './drag.ts';
import { everythingExpanded, freshContext, openGraph, readPlaces } from './open.ts';

const rounds = 5;

/** The canvas that takes the mouse, in Weft and in bare cytoscape. */
export const canvasPlane = 'canvas[data-id="layer2-node"]';

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
      rates[which].push(await dragRate(page, canvasPlane));
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
