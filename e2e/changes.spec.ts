import { expect, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { kubectl } from './support/kubectl.ts';

const label = (value: string) =>
  kubectl('-n', 'shop', 'label', '--overwrite', 'virtualservice', 'checkout', value);

test.describe('what was done to the mesh', () => {
  test.afterAll(() => label('told-'));

  test('is listed with who did it, before and after, and found by its words @built-in', async ({ page }, {
    retry,
  }) => {
    // Another word for a second try: of the first one the history tells too.
    const word = `first-${retry}`;
    await page.goto(`${fromSetup('WEFT_URL')}/incidents`);
    await label(`told=${word}`);
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await expect(page).toHaveURL(/\/changes/);
    const rows = page.getByRole('grid', { name: 'Changes' }).getByRole('row');
    await expect(rows.first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Filter by word' }).fill('checkout told');
    const told = rows.filter({ hasText: `Changed metadata.labels.told: nothing → ${word}` });
    await expect(told).toHaveCount(1, { timeout: 30_000 });
    await expect(told).toContainText('kubectl');
    await page.reload();
    await expect(told).toHaveCount(1);
    await told.getByRole('link', { name: /VirtualService shop\/checkout/ }).click();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    await expect(page.getByText('changed metadata.labels.told', { exact: false }).first()).toBeVisible();
  });
});
