import { expect, type Page, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { edges, openGraph } from './support/page.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment' });

/** The moment in the link, in Unix seconds; null while the page is live. */
function momentOf(page: Page): number | null {
  const at = new URL(page.url()).searchParams.get('at');
  return at === null ? null : Number(at);
}

/** Positions of the nodes, as the browser keeps them for the view. */
const places = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify(
      Object.entries({ ...window.localStorage }).filter(([key]) => key.startsWith('weft-positions')),
    ),
  );

test('back in time by the timeline, a step played, compared with now, and live again', async ({ page }) => {
  test.setTimeout(120_000);
  await openGraph(page);
  await page.keyboard.press('t');
  await expect(slider(page)).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Live, .*rps.*errors$/);
  await slider(page).press('PageDown');
  await expect(page.getByText(/^Paused · 1m/)).toBeVisible();
  await expect(edges(page).first()).toBeVisible();
  const chosen = momentOf(page);
  expect(chosen).not.toBeNull();
  expect(Date.now() / 1000 - (chosen ?? 0)).toBeGreaterThan(240);
  await expect(slider(page)).not.toHaveAttribute('aria-valuetext', /Live|no data/);

  const before = await places(page);
  expect(before).toContain('weft-positions');
  await page.getByLabel('Speed of play').selectOption('60×');
  await page.getByRole('button', { name: 'Play from here' }).click();
  await expect.poll(() => momentOf(page)).toBeGreaterThan(chosen ?? 0);
  await page.getByRole('button', { name: 'Pause the play' }).click();
  const played = momentOf(page) ?? 0;
  await page.getByRole('button', { name: /^Back by/ }).click();
  await expect.poll(() => momentOf(page)).toBeLessThan(played);
  expect(await places(page)).toBe(before);

  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'the present', exact: true }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('status')).toContainText(/edge|node|Nothing/);
  await expect(page).toHaveURL(/vs=now/);
  await comparison.getByRole('button', { name: 'End the comparison' }).click();
  await expect(comparison).toBeHidden();

  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByText(/^Live · 1m/)).toBeVisible();
  expect(momentOf(page)).toBeNull();
});

test('a moment of which Prometheus holds nothing is said to be so', async ({ page }) => {
  const ages = Math.floor(Date.now() / 1000) - 90 * 86_400;
  await page.goto(`${fromSetup('WEFT_URL')}/graph?at=${ages}`);
  await expect(page.getByText(/Prometheus holds no traffic of the mesh at/)).toBeVisible();
  await expect(page.getByText(/Choose a later moment/)).toBeVisible();
});
