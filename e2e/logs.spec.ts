import { expect, test } from '@playwright/test';
import { applyWithKubectl, kubectl } from './support/kubectl.ts';
import { edgesBetween, filterEdges, openGraph } from './support/page.ts';
import { confirmAll } from './support/review.ts';

const quiet = `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: quiet, namespace: shop-payments }
spec: { accessLogging: [{ disabled: true }] }
`;

test.afterEach(async () => {
  await kubectl('-n', 'shop-payments', 'delete', 'telemetry', '--all', '--ignore-not-found');
});

test('an edge leads to what its proxies logged; where they log nothing, failures are had logged and no more @built-in', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openGraph(page, { window: '5m' });
  await filterEdges(page, 'payment');
  await edgesBetween(page, 'checkout v1', 'payment v1').first().click();
  await page.getByRole('link', { name: 'Logs', exact: true }).click();
  const row = page
    .getByRole('grid', { name: 'Lines' })
    .getByRole('row')
    .filter({ hasText: 'payment-' })
    .first();
  await row.click();
  const line = page.getByRole('region', { name: 'The line' });
  await expect(line.getByText('inbound|')).not.toHaveCount(0);
  await applyWithKubectl(quiet);
  await expect(async () => {
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByText('payment v1 logs no requests')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Log failures of payment v1' }).click();
  await confirmAll(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('payment v1 logs only requests for which this holds')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
});
