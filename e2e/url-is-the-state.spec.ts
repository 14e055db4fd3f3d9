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

test('what the page made of several options, opened afresh, is the same page @built-in', async ({
  page,
  context,
}) => {
  await openGraph(page, { graph: 'app', ns: 'shop,shop-stock', find: 'name = cart', labels: 'rate,latency' });
  await page.getByRole('button', { name: /of \d+ open$/ }).click();
  await page.getByRole('checkbox', { name: /^shop-stock/ }).press('Space');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/collapsed=Kubernetes\/shop-stock/);
  await filterEdges(page, 'cart');
  await edges(page, 'cart').first().click();
  await expect(page).toHaveURL(/sel=edge/);
  const other = await context.newPage();
  await other.goto(page.url());
  const seen = async (of: typeof page) => ({
    find: await of.getByRole('combobox', { name: 'Find' }).inputValue(),
    open: await of.getByRole('button', { name: /of \d+ open$/ }).innerText(),
    inspector: await of
      .getByRole('complementary', { name: /Inspector/ })
      .getByRole('heading')
      .first()
      .innerText(),
    link: of.url(),
  });
  await expect(other.getByRole('complementary', { name: /Inspector/ })).toBeVisible();
  await expect(other.getByRole('combobox', { name: 'Find' })).toBeVisible();
  expect(await seen(other)).toEqual(await seen(page));
});

test('bad values in the link fall to defaults, are told of, and leave the link @built-in', async ({
  page,
}) => {
  await openGraph(page, { window: 'soon', at: 'yesterday', sort: '<b>colour', sel: 'nonsense' });
  await expect(page.getByText(/^Live · 5m/)).toBeVisible();
  const told = page.getByText(/^Not understood in the link/);
  await expect(told).toContainText('window=soon, window=5m is used; at=yesterday, it is left out');
  await expect(told).toContainText('and 1 more');
  await page.getByRole('button', { name: /^Dismiss/ }).click();
  await expect(told).toBeHidden();
  await expect(page).not.toHaveURL(/soon|colour/);
});

test('a selection that is gone is said, not shown as zeros @built-in', async ({ page }) => {
  await openGraph(page, { sel: 'node:wl/Kubernetes/shop/nobody' });
  await expect(page.getByRole('complementary', { name: /Inspector/ })).toContainText(/not|nobody/);
});
