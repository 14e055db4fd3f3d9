import { expect, test } from '@playwright/test';
import { incident } from './support/kubectl.ts';
import { openGraph } from './support/page.ts';
import { confirmAll } from './support/review.ts';

test.afterEach(() => incident('mtls-mismatch', false));

test('what is wrong stands in one sentence, its fix is reviewed, watched and taken back @built-in', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await incident('mtls-mismatch', true);
  await openGraph(page);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/incidents/);
  const row = page
    .getByRole('listitem')
    .filter({ hasText: /503 UC.*DestinationRule cart-plaintext turns TLS off/ });
  await expect(row).toHaveCount(1, { timeout: 90_000 });
  await expect(row.getByText(/fail for \d+ callers?: /)).toBeVisible();
  await row.getByRole('link', { name: 'Review the fix' }).click();
  await confirmAll(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(/^(It lessens|It is gone): /)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
});
