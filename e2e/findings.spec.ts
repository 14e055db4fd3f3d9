import { expect, type Page, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { incident } from './support/kubectl.ts';
import { openGraph } from './support/page.ts';
import { startWeft } from './support/start-weft.ts';

const cause = (page: Page, text: string) =>
  page.getByRole('listbox', { name: 'Causes' }).getByRole('option').filter({ hasText: text });
const ofCause = (page: Page) => page.getByRole('grid', { name: 'Findings of this cause' });

// A breaker for the host `carts`; the Service is called `cart`.
test.beforeAll(() => incident('misspelt-host', true));
test.afterAll(() => incident('misspelt-host', false));

test('a finding is found in the list, followed to its field and seen on the graph @built-in', async ({
  page,
}) => {
  await openGraph(page);
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/\/findings/);
  await page.getByRole('textbox', { name: 'Filter by word' }).fill('carts');
  await cause(page, 'carts.shop.svc.cluster.local').click();
  await ofCause(page)
    .getByRole('link', { name: /cart-circuit-breaker/ })
    .click();
  await expect(page).toHaveURL(/\/object\?.*path=spec\.host/);
  await expect(page.locator('.weft-sought')).toHaveText('  host: carts.shop.svc.cluster.local');
  await page.goBack();
  await ofCause(page).getByRole('link', { name: 'Show on graph' }).click();
  await expect(page).toHaveURL(/\/graph\?.*sel=node/);
  const inspector = page.getByRole('complementary').filter({ hasText: 'Deployment in shop' });
  await expect(inspector.getByRole('link', { name: /cart-circuit-breaker/ })).toBeVisible();
});

test('a kind that may not be listed is said to be not visible, not to be absent @built-in', async ({
  page,
}) => {
  const weft = await startWeft({ WEFT_CONTEXT: 'shop-only' });
  try {
    await page.goto(`${weft.url}/findings`);
    await expect(page.getByText(/Not visible/)).toContainText('Namespace');
    // The gateway of the shop is in a namespace that may not be read: nobody knows whether it exists.
    await expect(page.getByText(/shop-gateway" does not exist/)).toHaveCount(0);
  } finally {
    await weft.stop();
  }
});

test('what is asked for is in the link @built-in', async ({ page }) => {
  await page.goto(`${fromSetup('WEFT_URL')}/findings?level=error&q=nothing-is-like-this`);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL(/\/findings$/);
  await expect(cause(page, 'carts')).toBeVisible();
});
