import { expect, test } from '@playwright/test';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { get } from './support/api.ts';
import { chip, edges, edgesBetween, filterEdges, graphCanvas, openGraph } from './support/page.ts';

test('the first screen: a live graph, the same edges as a list, both sources live @real', async ({
  page,
}) => {
  await openGraph(page);
  await expect(graphCanvas(page)).toBeVisible();
  await expect(chip(page, 'Kubernetes')).toHaveAccessibleName(/live/);
  await expect(chip(page, 'Prometheus')).toHaveAccessibleName(/live/);
  await filterEdges(page, 'checkout');
  await expect(edges(page, 'checkout', 'payment').first()).toBeVisible();
});

test('the frame says as whom Weft reads, and the rail has only pages that exist @real', async ({ page }) => {
  await openGraph(page);
  await page.getByRole('button', { name: /^Identity/ }).click();
  await expect(page.getByText('Context', { exact: true })).toBeVisible();
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  for (const href of await links.evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
    const answer = await page.request.get(new URL(href ?? '/', page.url()).href);
    expect(answer.status(), String(href)).toBe(200);
  }
});

test('a chip tells what was asked of Prometheus and what it cost', async ({ page }) => {
  await openGraph(page);
  await chip(page, 'Prometheus').click();
  await expect(page.getByText('istio_requests_total').first()).toBeVisible();
  await expect(page.getByText(/ms/).first()).toBeVisible();
});

test('a split route shows what is declared beside what is observed @real', async ({ page }) => {
  await openGraph(page);
  await filterEdges(page, 'product');
  const row = edgesBetween(page, 'frontend v1', 'product v2');
  await expect(row).toContainText(/10 % → \d|10 → \d/);
});

test('the list has every edge that the API has', async ({ page }) => {
  await openGraph(page);
  const { graph } = await get('/api/v1/graph?window=60', graphResponse);
  const grid = page.getByRole('grid', { name: 'Edges' });
  await expect
    .poll(async () => Number(await grid.getAttribute('aria-rowcount')) - 1)
    .toBeGreaterThanOrEqual(graph.edges.length - 1);
});

test('a column that is put away stays away in this browser @built-in', async ({ page }) => {
  await openGraph(page);
  const header = page.getByRole('columnheader', { name: 'Protocol' });
  await expect(header).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog', { name: 'Columns' }).getByText('Protocol').click();
  await expect(header).toHaveCount(0);
  await page.reload();
  await expect(edges(page).first()).toBeVisible();
  await expect(header).toHaveCount(0);
});
