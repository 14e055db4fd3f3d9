import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { readGraph } from '../api.ts';

/** The browser of the browser tests, with the same arguments. */
export const launch = (): Promise<Browser> => chromium.launch({ ...config.use?.launchOptions });

/** A browser that has never seen Weft. */
export const freshContext = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1440, height: 900 } });

/** Where Weft keeps the places of the whole mesh's nodes: written as soon as they are laid out. */
const placesKey = 'weft-positions ';

/** Opens the graph page and waits until it is laid out and drawn. Resolves with the milliseconds that took. */
export async function openGraph(page: Page, url: string, params: Record<string, string> = {}) {
  const from = performance.now();
  await page.goto(`${url}/graph?${new URLSearchParams(params)}`);
  const drawn = (key: string) =>
    window.localStorage.getItem(key) !== null &&
    !/Laying out|Asking for/.test(
      [...document.querySelectorAll('[role=status]')].map((e) => e.textContent).join(),
    );
  await page.waitForFunction(drawn, placesKey, { polling: 'raf', timeout: 120_000 });
  return performance.now() - from;
}

/** Places of the nodes, as this browser last laid them out. */
export const readPlaces = (page: Page): Promise<Record<string, { x: number; y: number }>> =>
  page.evaluate((key) => JSON.parse(window.localStorage.getItem(key) ?? '{}'), placesKey);

/** Search parameters that open every namespace. */
export async function everythingExpanded(url: string): Promise<{ expanded: string }> {
  const { nodes } = await readGraph(url, 300);
  const boxes = new Set(
    nodes.flatMap(({ cluster, namespace }) => (namespace === null ? [] : `${cluster}/${namespace}`)),
  );
  return { expanded: [...boxes].sort().join(',') };
}
