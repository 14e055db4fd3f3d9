import { expect, test } from '@playwright/test';
import { openGraph } from './support/page.ts';
import { startWeft } from './support/start-weft.ts';

test('an object is found in the list, and a draft of it tells what it would break @built-in', async ({
  page,
}) => {
  await openGraph(page);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/config/);
  await page.getByRole('textbox', { name: 'Filter by word' }).fill('virtualservice product');
  const list = page.getByRole('grid', { name: 'Objects' });
  await expect(list.getByRole('row')).toHaveCount(2);
  await list.getByRole('link', { name: 'product' }).click();

  const about = page.getByRole('complementary', { name: 'About this object' });
  await expect(about.getByRole('link', { name: 'frontend v1 → product v1' })).toBeVisible();
  await expect(about.getByRole('link', { name: 'Service shop/product' }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Draft a change' }).click();
  const draft = page.getByRole('textbox', { name: /^Draft of/ });
  await draft.getByText('product.shop.svc.cluster.local').first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('host: prodcut');
  const told = page.getByRole('complementary', { name: 'What the draft would do' });
  await expect(told.getByText('The host "prodcut" does not exist.')).toBeVisible();
  await expect(draft.getByText('The host "prodcut" does not exist.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(about).toBeVisible();
});

test('kinds that may not be listed are not visible, which is not the same as absent @built-in', async ({
  page,
}) => {
  const weft = await startWeft({ WEFT_CONTEXT: 'shop-only' });
  try {
    await page.goto(`${weft.url}/config`);
    await expect(page.getByText(/Not visible, Weft may not list them/)).toContainText('GatewayClass');
    await expect(
      page.getByRole('grid', { name: 'Objects' }).getByRole('link', { name: 'product' }),
    ).not.toHaveCount(0);
  } finally {
    await weft.stop();
  }
});
