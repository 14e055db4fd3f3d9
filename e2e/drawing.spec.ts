import { expect, test } from '@playwright/test';
import { openGraph } from './support/page.ts';

test('boxes, edges, ranks and motion are chosen in View, kept in the link and undone there @built-in', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openGraph(page, { ns: 'shop', find: 'rank <= 2' });
  const layers = page.getByLabel(/^Service graph/).locator('canvas');
  await expect(layers).not.toHaveCount(0);
  const still = await layers.count();

  await page.getByRole('button', { name: 'View', exact: true }).click();
  const view = page.getByRole('dialog', { name: 'View' });
  await expect(view.getByText('because an expression asks for it')).toBeVisible();
  await expect(view.getByRole('button', { name: 'Edges in' })).toHaveAttribute('aria-pressed', 'true');
  await view.getByRole('button', { name: 'Requests in' }).click();
  await view.getByRole('button', { name: 'Versions of an app' }).click();
  await view.getByRole('button', { name: 'None' }).first().click();
  await view.getByLabel('Traffic as moving dots').check({ force: true });
  await expect(view.getByText('your system asks for reduced motion')).toBeVisible();
  await page.keyboard.press('Escape');
  for (const part of [/boxes=namespace(,|%2C)app/, /edges=none/, /rank=rate/, /animate=1/])
    await expect(page).toHaveURL(part);
  expect(await layers.count()).toBe(still);

  await expect(page.getByText(/No edges are drawn: 0 of \d+/)).toBeVisible();
  await page.getByRole('button', { name: 'Draw all' }).click();
  await expect(page).not.toHaveURL(/edges=/);

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect(layers).toHaveCount(still + 1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(layers).toHaveCount(still);

  const map = page.locator('canvas.cursor-crosshair');
  await expect(map).toHaveCount(0);
  for (let i = 0; i < 5; i += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(map).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(map).toHaveCount(0);
});
