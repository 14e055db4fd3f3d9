import { expect, test } from '@playwright/test';
import { graphCanvas, openGraph } from './support/page.ts';

test('the edge list is walked with the arrow keys, each step announced and in the link @built-in', async ({
  page,
}) => {
  await openGraph(page);
  await page.getByRole('grid', { name: 'Edges' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/sel=edge/);
  const first = page.url();
  await page.keyboard.press('ArrowDown');
  await expect(page).not.toHaveURL(first);
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/sel=/);
});

test('the graph is walked along its edges, and what one stands on is told and inspected @built-in', async ({
  page,
}) => {
  await openGraph(page);
  const graph = graphCanvas(page);
  await graph.focus();
  await expect(page.getByText(/^Arrow keys go along edges/)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.type('frontend');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/edge 1 of \d+ from frontend/)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/^frontend v1, .* edge \d+ of \d+ into /)).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=edge/);
  await expect(graph).toBeFocused();
});

test('the palette finds a workload and opens it @built-in', async ({ page }) => {
  await openGraph(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('payment');
  await page
    .getByRole('option', { name: /payment/ })
    .first()
    .click();
  await expect(page).toHaveURL(/sel=node/);
  await expect(page.getByRole('complementary', { name: /Inspector/ })).toContainText('payment');
});

test('the palette narrows the graph to a namespace @built-in', async ({ page }) => {
  await openGraph(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('shop-payments');
  await page.getByRole('option', { name: /^shop-payments/ }).click();
  await expect(page).toHaveURL(/ns=shop-payments/);
  await expect(page.getByRole('button', { name: 'shop-payments', exact: true })).toBeVisible();
});

test('? lists the keys @built-in', async ({ page }) => {
  await openGraph(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Show the whole graph');
});
