import type { Browser } from '@playwright/test';
import { median } from '../median.ts';
import { type Mesh, startMesh } from '../mesh.ts';
import type { Row } from '../row.ts';
import { freshContext, openGraph } from './open.ts';

/** Services of the mesh that the large one is compared with. */
const smallServices = 50;
const rounds = 7;

/**
 * Milliseconds from asking for the graph page until it is laid out and drawn, in a browser that has never seen Weft, on the
 * mesh given and on a small one. Both servers have answered before; the two take turns.
 */
export async function openPageRow(browser: Browser, large: Mesh): Promise<Row> {
  const small = await startMesh(smallServices, 'WEFT_SMALL_URL');
  try {
    const times = { large: [] as number[], small: [] as number[] };
    for (const mesh of [large, small]) await openOnce(browser, mesh.url);
    for (let round = 0; round < rounds; round += 1) {
      for (const which of round % 2 === 0 ? (['large', 'small'] as const) : (['small', 'large'] as const))
        times[which].push(await openOnce(browser, which === 'large' ? large.url : small.url));
    }
    return {
      what: `browser: the graph page opens, ${large.services} services`,
      measured: `${median(times.large).toFixed(0)} ms`,
      limit: `${small.services} services ${median(times.small).toFixed(0)} ms`,
      ratio: median(times.large) / median(times.small),
      budget: 1.5,
    };
  } finally {
    await small.stop();
  }
}

async function openOnce(browser: Browser, url: string): Promise<number> {
  const context = await freshContext(browser);
  try {
    return await openGraph(await context.newPage(), url);
  } finally {
    await context.close();
  }
}
