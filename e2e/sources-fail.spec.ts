import { expect, type Page, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { chip, edges, openGraph } from './support/page.ts';

async function prometheus(mode: string, options: Record<string, unknown> = {}): Promise<void> {
  const url = fromSetup('WEFT_CONTROL_URL');
  const answer = await fetch(new URL('/prometheus', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode, ...options }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

// Only the built-in query API can be told to fail.
test.describe('Prometheus fails @built-in', () => {
  test.afterEach(() => prometheus('ok'));

  const cases: readonly [mode: string, says: RegExp][] = [
    ['down', /connect|refused|reach|reset/i],
    ['401', /401|PROMETHEUS_/i],
    ['400', /400|understand|refused/i],
    ['422', /422|execut|refused/i],
    ['truncated', /broke off/i],
    ['500', /storage cannot be read/i],
  ];
  for (const [mode, says] of cases) {
    test(`${mode}: the chip says why, the last good graph stays and is marked`, async ({ page }) => {
      await openGraph(page);
      await prometheus(mode);
      await expect(chip(page, 'Prometheus')).toHaveAccessibleName(/stale|failing/, { timeout: 40_000 });
      await chip(page, 'Prometheus').click();
      await expect(page.getByText(says).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(edges(page).first()).toBeVisible();
      await expectStale(page);
      await prometheus('ok');
      await expect(chip(page, 'Prometheus')).toHaveAccessibleName(/live/, { timeout: 40_000 });
    });
  }
});

/** The page itself says that what it shows is old, beside the chip. */
async function expectStale(page: Page): Promise<void> {
  await expect(page.getByText(/last good|stale|not refreshed/i).first()).toBeVisible();
}
