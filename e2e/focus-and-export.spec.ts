import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { edges, edgesBetween, openGraph } from './support/page.ts';

const product = 'wl/Kubernetes/shop/product-v1';
const focusBar = (page: Page): Locator => page.getByRole('navigation', { name: 'Focus' });

test('the selection is focused on, the link brings it back, and the crumbs lead back @built-in', async ({
  page,
  context,
}) => {
  await openGraph(page, { sel: `node:${product}` });
  const all = await edges(page).count();
  await page.keyboard.press('n');
  await expect(focusBar(page)).toContainText('product v1');
  await focusBar(page).getByRole('button', { name: '1 hop' }).click();
  await focusBar(page).getByRole('button', { name: 'Called' }).click();
  await expect(edges(page)).toHaveCount(1);
  await expect(edgesBetween(page, 'product v1', 'inventory')).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(edges(other)).toHaveCount(1);
  await other.close();

  await focusBar(page).getByRole('button', { name: 'Mesh' }).click();
  await expect(focusBar(page)).toBeHidden();
  await expect(edges(page)).toHaveCount(all);
  await page.goBack();
  await expect(edges(page)).toHaveCount(1);
});

test('the menu of the selection opens by key and leads to list, YAML and clipboard @built-in', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openGraph(page, { sel: `node:${product}` });
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Menu of product v1' });
  await menu.getByRole('menuitem', { name: 'Copy PromQL' }).click();
  await expect(page.getByText('PromQL copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('istio_requests_total');

  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Show in the edge list' }).click();
  await expect(page.getByRole('textbox', { name: 'Filter edges' })).toHaveValue('product v1 shop');

  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Open YAML' }).hover();
  await page.getByRole('menuitem', { name: 'Deployment product-v1' }).click();
  await expect(page).toHaveURL(/\/object\?.*kind=Deployment/);
});

test('the graph as shown is saved as a picture and as data @built-in', async ({ page }) => {
  await openGraph(page, { focus: product, hops: '1', direction: 'called' });
  await expect(edges(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = async (name: string): Promise<Buffer> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFile(await file.path());
  };
  const svg = (await saved('Save SVG')).toString();
  expect(svg).toContain('>inventory</text>');
  expect(svg).not.toContain('>payment</text>');
  expect((await saved('Save PNG')).subarray(1, 4).toString()).toBe('PNG');
  const json: unknown = JSON.parse((await saved('Save JSON')).toString());
  expect(json).toMatchObject({ format: 'weft-graph', graph: { edges: [{ source: product }] } });
  expect((await saved('Save Markdown')).toString()).toContain('2 nodes, 1 edge');
});

test('a view is saved by name, opened again and deleted @built-in', async ({ page }) => {
  await openGraph(page, { hide: 'target.name = cart' });
  const views = page.getByRole('button', { name: 'Saved views' });
  await views.click();
  await page.getByRole('textbox', { name: 'Name of the view on screen' }).fill('Without the cart');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await openGraph(page);
  await views.click();
  await page.getByRole('button', { name: 'Without the cart', exact: true }).click();
  await expect(page).toHaveURL(/hide=target/);
  await page.getByRole('button', { name: 'Delete Without the cart' }).click();
  await expect(page.getByText('No view is saved in this browser.')).toBeVisible();
});
