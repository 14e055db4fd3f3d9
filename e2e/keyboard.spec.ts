import { expect, test } from '@playwright/test';
import { openGraph } from './support/page.ts';

test('the edge list is walked with the arrow keys, each step announced and in the link', async ({ page }) => {
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

test('the palette finds a workload and opens it', async ({ page }) => {
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

test('the palette narrows the graph to a namespace', async ({ page }) => {
  await openGraph(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('shop-payments');
  await page.getByRole('option', { name: /^shop-payments/ }).click();
  await expect(page).toHaveURL(/ns=shop-payments/);
  await expect(page.getByRole('button', { name: 'shop-payments', exact: true })).toBeVisible();
});

test('? lists the keys', async ({ page }) => {
  await openGraph(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Show the whole graph');
});
