import { expect, type Page, test } from '@playwright/test';
import { edgesBetween, openGraph } from './support/page.ts';

/** Rows of the list, drawn or not: only those in sight are drawn. */
const listed = async (page: Page) =>
  Number(await page.getByRole('grid', { name: 'Edges' }).getAttribute('aria-rowcount'));

test('find marks, hide takes away, and the link brings both back @built-in', async ({ page }) => {
  await openGraph(page);
  const all = await listed(page);
  await page.getByRole('button', { name: 'Find and hide' }).click();
  const find = page.getByRole('combobox', { name: 'Find' });
  await expect(find).toBeFocused();

  await find.fill('nme = cart');
  await expect(page.getByRole('alert').filter({ hasText: 'Did you mean' })).toBeVisible();
  await page.getByRole('button', { name: 'name', exact: true }).click();
  await expect(find).toHaveValue('name = cart');
  await expect(page.getByText('1 node, 0 edges', { exact: true })).toBeVisible();

  const hide = page.getByRole('combobox', { name: 'Hide' });
  await hide.fill('target.name = ca');
  await page.getByRole('option', { name: /^cart / }).click();
  await expect(hide).toHaveValue('target.name = cart');
  await expect.poll(() => listed(page)).toBeLessThan(all);
  await expect(edgesBetween(page, 'cart v1', 'product').first()).toBeVisible();

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Hide' })).toHaveValue('target.name = cart');
  await expect.poll(() => listed(page)).toBeLessThan(all);
  await page.getByRole('button', { name: 'Close find and hide' }).click();
  await expect.poll(() => listed(page)).toBe(all);
});
