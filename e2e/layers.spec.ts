import { expect, test } from '@playwright/test';
import { edgesBetween, openGraph } from './support/page.ts';

test('what is declared lies over the graph when asked for, and expressions may ask for it', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/api/v1/declared') asked.push(pathname);
  });
  await openGraph(page);
  expect(asked).toEqual([]);

  await page.getByRole('button', { name: 'Layers', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Layers' });
  await panel.getByText('Timeouts and retries').click();
  await expect(panel.getByText(/mark is quiet/)).toBeVisible();
  await expect(page).toHaveURL(
    /layers=mtls%2Cweights%2Cfindings%2Ctimeouts|layers=mtls,weights,findings,timeouts/,
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog', { name: 'Columns' }).getByText('Timeouts and retries').click();
  await page.keyboard.press('Escape');
  await expect(edgesBetween(page, 'checkout v1', 'payment').first()).toContainText(/timeout 2.s, 1 retry/);

  await page.getByRole('button', { name: 'Find and hide' }).click();
  await page.getByRole('combobox', { name: 'Find' }).fill('rto');
  // The Service payment has a route with a timeout; so have its pods.
  await expect(page.getByText('1 node, 0 edges', { exact: true })).toBeVisible();
});
