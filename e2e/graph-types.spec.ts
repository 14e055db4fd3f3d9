import { expect, type Page, test } from '@playwright/test';
import { edges, edgesBetween, openGraph } from './support/page.ts';

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

async function graphOf(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('radio', { name, exact: true }).check({ force: true });
  await page.keyboard.press('Escape');
}

test('the service graph is one choice away, its link shows the same, and going back leads to the mesh', async ({
  page,
  context,
}) => {
  await openGraph(page, { ns: 'shop' });
  await expect(edges(page, /checkout\s*v1/).first()).toBeVisible();
  await graphOf(page, 'Services');
  await expect(page).toHaveURL(/graph=service/);
  await expect(edgesBetween(page, 'checkout', 'payment')).toBeVisible();
  await expect(edges(page, /\bv1\b/)).toHaveCount(0);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(edgesBetween(other, 'checkout', 'payment')).toBeVisible();
  await expect(edges(other, /\bv1\b/)).toHaveCount(0);
  await other.close();

  await page.goBack();
  await expect(page).not.toHaveURL(/graph=/);
  await expect(edges(page, /checkout\s*v1/).first()).toBeVisible();
});

test('edges and nodes between applications are told of like any other', async ({ page }) => {
  await openGraph(page, { ns: 'shop', graph: 'app' });
  await edgesBetween(page, 'checkout', 'payment').click();
  await expect(inspector(page)).toContainText('checkout → payment');
  await expect(inspector(page).getByText(/Codes and flags/)).toBeVisible();
  await inspector(page).getByRole('button', { name: 'checkout', exact: true }).click();
  await expect(inspector(page)).toContainText('Application in shop');
  await expect(inspector(page).getByRole('link', { name: /checkout-v1/ })).toBeVisible();
  await expect(inspector(page).getByRole('link', { name: /checkout-v2/ })).toBeVisible();
});
