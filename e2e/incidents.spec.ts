import { expect, test } from '@playwright/test';
import { incident } from './support/kubectl.ts';
import { openGraph } from './support/page.ts';
import { confirmAll } from './support/review.ts';

test.afterEach(() => incident('mtls-mismatch', false));

test('what is wrong stands in one sentence, its fix is reviewed, watched and taken back @built-in', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openGraph(page);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/incidents/);
  await expect(page.getByText('Nothing is wrong that shows')).toBeVisible({ timeout: 75_000 });
  // It comes up on a page that is looked at already.
  await incident('mtls-mismatch', true);
  const row = page
    .getByRole('listitem')
    .filter({ hasText: /503 UC.*DestinationRule cart-plaintext turns TLS off/ });
  await expect(row).toHaveCount(1, { timeout: 90_000 });
  // By keyboard alone: onto the incident, say that somebody is at it, open it.
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.keyboard.type('on it');
  await page.keyboard.press('Enter');
  await expect(row.getByText(/^Acknowledged by .*: on it$/)).toBeVisible();
  await expect(row.getByRole('article')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/problem=/);
  await expect(row.getByText(/fail for \d+ callers?: /)).toBeVisible();
  await page.keyboard.press('u');
  await expect(row.getByText(/^Acknowledged by/)).toBeHidden();
  await expect(page.getByRole('link', { name: 'Incidents' })).toHaveText(/^\d+$/, { timeout: 60_000 });
  await row.getByRole('link', { name: 'Review the fix' }).click();
  await confirmAll(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(/^(It lessens|It is gone): /)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
});
