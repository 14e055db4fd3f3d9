import { expect, test } from '@playwright/test';
import { openGraph } from './support/page.ts';

test('what was placed, what it cost, and why two nodes have no edge between them', async ({ page }) => {
  await openGraph(page);
  await page.getByRole('link', { name: 'Telemetry' }).click();
  await expect(page.getByRole('heading', { name: 'Telemetry', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/window=1m/);
  await expect(page.getByText('Every series found its place.')).toBeVisible();
  const cost = page.getByRole('region', { name: 'Cost of the last refresh' });
  // There is a table for each window that somebody looked at of late.
  await cost.getByText('requests', { exact: true }).first().click();
  await expect(cost.getByText(/istio_requests_total/).first()).toBeVisible();

  const caller = page.getByRole('combobox', { name: 'Caller' });
  await caller.fill('visitors');
  await caller.press('Enter');
  const called = page.getByRole('combobox', { name: 'Called' });
  await called.fill('inventory workload');
  await expect(page.getByRole('option', { name: /^inventory workload in shop-stock/ })).toBeVisible();
  await called.press('Enter');
  const why = page.getByRole('region', { name: 'Why is there no edge?' });
  await expect(why.getByRole('heading', { name: 'The caller has no proxy' })).toBeVisible();

  await page.reload();
  await expect(why.getByRole('heading', { name: 'The caller has no proxy' })).toBeVisible();
  await why.getByRole('link', { name: 'Deployment load/visitors' }).click();
  await expect(page.getByRole('heading', { name: 'Deployment visitors' })).toBeVisible();
});

test('from a node to the edge that is missed, and on to one that is there', async ({ page }) => {
  await openGraph(page, { sel: 'node:wl/Kubernetes/shop/cart' });
  await page.getByRole('link', { name: 'No edge where you expect one?' }).click();
  await expect(page.getByRole('combobox', { name: 'Caller' })).toHaveValue('cart · workload in shop');

  const called = page.getByRole('combobox', { name: 'Called' });
  await called.fill('payment');
  await page.getByRole('option', { name: /^payment workload/ }).click();
  await expect(page.getByRole('heading', { name: 'There is no edge: 1 reason' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'There seems to be no call' })).toBeVisible();

  await called.fill('cart-redis');
  await page.getByRole('option', { name: /^cart-redis workload/ }).click();
  await page.getByRole('link', { name: /^Show cart .* on the graph/ }).click();
  await expect(page).toHaveURL(/\/graph\?sel=edge/);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('cart-redis');
});
