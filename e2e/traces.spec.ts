import { expect, test } from '@playwright/test';
import { incident } from './support/kubectl.ts';
import { edgesBetween, openGraph } from './support/page.ts';

test.afterEach(() => incident('mtls-mismatch', false));

test('from a failing edge to the span at which its requests failed first @built-in', async ({ page }) => {
  test.setTimeout(120_000);
  await incident('mtls-mismatch', true);
  await openGraph(page, { window: '5m' });
  await edgesBetween(page, 'frontend v1', 'cart v1').first().click();
  const inspector = page.getByRole('complementary', { name: /Inspector/ });
  await inspector.getByRole('link', { name: 'Traces' }).click();
  await expect(page).toHaveURL(/\/traces\?edge=/);
  const first = page.getByRole('listbox', { name: 'Traces' }).getByRole('option').first();
  // Traces are samples: the first that fails may be some seconds away.
  await expect(async () => {
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(first).toContainText(/503 UC/, { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await first.click();
  await expect(page.getByText(/^Failed first where .*503 UC/)).toBeVisible();
  const spans = page.getByRole('treegrid', { name: 'Spans' });
  const all = (await spans.getAttribute('aria-rowcount')) ?? '';
  await spans.press('Home');
  await spans.press('ArrowLeft');
  await expect(spans).toHaveAttribute('aria-rowcount', '1');
  await spans.press('ArrowRight');
  await expect(spans).toHaveAttribute('aria-rowcount', all);
  await expect(page.getByRole('region', { name: 'Span' }).getByText('istio.canonical_service')).toBeVisible();
});
