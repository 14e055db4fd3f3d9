import { expect, test } from '@playwright/test';
import { incident } from './support/kubectl.ts';
import { edges, edgesBetween, filterEdges, openGraph } from './support/page.ts';

test.describe('an edge that fails', () => {
  test.beforeAll(() => incident('missing-subset', true));
  test.afterAll(() => incident('missing-subset', false));

  test('stands first in the list, says which flag, and its inspector has the evidence and the objects @real', async ({
    page,
  }) => {
    await openGraph(page);
    await expect(edges(page).first()).toContainText(/failing/i, { timeout: 45_000 });
    await filterEdges(page, 'NC');
    await edges(page, 'product').first().click();
    const inspector = page.getByRole('complementary', { name: /Inspector/ });
    await expect(inspector.getByText('NC').first()).toBeVisible();
    await expect(inspector.getByText('503').first()).toBeVisible();
    await expect(inspector.getByText(/Governed by/)).toBeVisible();
    await expect(inspector.getByText(/No DestinationRule defines the subset/)).toBeVisible();
    await expect(inspector.getByText(/503 NC.*the route sends to subset v2/)).toBeVisible();
    await expect(inspector.getByText(/Fix:/)).toBeVisible();
    await expect(inspector.getByRole('link', { name: /product/ }).first()).toBeVisible();
    await expect(page).toHaveURL(/sel=edge/);
  });
});

test('an edge’s inspector: rates, percentiles, charts, and a link to the YAML that decides', async ({
  page,
}) => {
  await openGraph(page, { window: '5m' });
  await filterEdges(page, 'frontend');
  await edgesBetween(page, 'frontend v1', 'product v1').first().click();
  const inspector = page.getByRole('complementary', { name: /Inspector/ });
  await expect(inspector.getByText(/rps/).first()).toBeVisible();
  await expect(inspector.getByText('p99').first()).toBeVisible();
  await expect(inspector.locator('svg.recharts-surface').first()).toBeVisible();
  await inspector
    .getByRole('link', { name: /VirtualService.*product|product.*VirtualService/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/object\?/);
  await expect(page.getByText('kind: VirtualService')).toBeVisible();
  await expect(page.getByText('subset: v2').first()).toBeVisible();
});

test('a node’s inspector: who calls it, whom it calls, how many pods are ready', async ({ page }) => {
  await openGraph(page, { sel: 'node:wl/Kubernetes/shop/product-v1' });
  const inspector = page.getByRole('complementary', { name: /Inspector/ });
  await expect(inspector.getByText('frontend').first()).toBeVisible();
  await expect(inspector.getByText(/inventory/).first()).toBeVisible();
  await expect(inspector.getByText(/ready/).first()).toBeVisible();
});
