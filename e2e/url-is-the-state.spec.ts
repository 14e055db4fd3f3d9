import { expect, test } from '@playwright/test';
import { edges, filterEdges, openGraph } from './support/page.ts';

test('a link brings back window, frozen time, namespaces and selection', async ({ page, context }) => {
  await openGraph(page, { window: '5m', ns: 'shop' });
  await filterEdges(page, 'frontend');
  await edges(page, 'cart').first().click();
  await page.keyboard.press('Escape');
  await edges(page, 'cart').first().click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused/)).toBeVisible();
  await expect(page).toHaveURL(/at=\d{10}/);
  const link = page.url();
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByText(/^Paused · 5m/)).toBeVisible();
  await expect(
    other
      .getByRole('complementary', { name: /Inspector/ })
      .getByText('cart')
      .first(),
  ).toBeVisible();
  await expect(edges(other).first()).toBeVisible();
});

test('bad values in the link fall to defaults', async ({ page }) => {
  await openGraph(page, { window: 'soon', at: 'yesterday', sort: 'colour', sel: 'nonsense' });
  await expect(page.getByText(/^Live · 5m/)).toBeVisible();
});

test('a selection that is gone is said, not shown as zeros', async ({ page }) => {
  await openGraph(page, { sel: 'node:wl/Kubernetes/shop/nobody' });
  await expect(page.getByRole('complementary', { name: /Inspector/ })).toContainText(/not|nobody/);
});
