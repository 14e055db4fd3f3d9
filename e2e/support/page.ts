import { expect, type Locator, type Page } from '@playwright/test';
import { fromSetup } from './api.ts';

/** Opens the graph page, with the edge list open, and waits for traffic. */
export async function openGraph(page: Page, params: Record<string, string> = {}): Promise<void> {
  const query = new URLSearchParams({ list: '1', window: '1m', ...params });
  await page.goto(`${fromSetup('WEFT_URL')}/graph?${query}`);
  await expect(edges(page).first()).toBeVisible({ timeout: 30_000 });
}

/** The canvas of the graph, which keys walk on. */
export const graphCanvas = (page: Page): Locator => page.getByRole('application', { name: /^Service graph/ });

/** The rows of the edge list that name all of `texts`. */
export function edges(page: Page, ...texts: (string | RegExp)[]): Locator {
  const rows = page
    .getByRole('grid', { name: 'Edges' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  return texts.reduce((found, text) => found.filter({ hasText: text }), rows);
}

/**
 * The rows of the edges from one node to another, each by name and, where it has one, version: `cart v1`. Names stand before
 * their namespaces, and one may be the beginning of a longer one.
 */
export function edgesBetween(page: Page, source: string, target: string): Locator {
  const words = [source, target].map((end) => end.replace(' ', '\\s*'));
  return edges(page, new RegExp(words.join('\\s*[a-z-]*\\s*')));
}

/** Narrows the edge list, as a person types. */
export const filterEdges = (page: Page, text: string) =>
  page.getByRole('textbox', { name: 'Filter edges' }).fill(text);

/** The chip of a source of truth in the top bar. */
export const chip = (page: Page, name: 'Kubernetes' | 'Prometheus') =>
  page.getByRole('button', { name: new RegExp(`^${name}:`) });
