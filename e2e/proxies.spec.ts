import { expect, test } from '@playwright/test';
import { openGraph } from './support/page.ts';

test('from a workload to its pods and to what the proxy of one says itself @built-in', async ({ page }) => {
  await openGraph(page, { sel: 'node:wl/Kubernetes/shop/frontend-v1' });
  await page
    .getByRole('complementary', { name: /Inspector/ })
    .getByRole('link', { name: 'Proxy' })
    .click();
  await expect(page).toHaveURL(/\/proxy\?node=/);
  await expect(page.getByRole('table', { name: 'Conditions' })).toContainText('Ready');
  const shown = page.getByRole('group', { name: 'What is shown of the pod' });
  await shown.getByRole('button', { name: 'Routes' }).click();
  await expect(page.getByRole('table', { name: 'Routes' })).toContainText('shop/product');
  await expect(page.getByText(/are as the configuration declares them/)).toBeVisible();
  await shown.getByRole('button', { name: 'Sync' }).click();
  await expect(page.getByRole('table', { name: /^In step with istiod/ })).toContainText('synced');
  await expect(page).toHaveURL(/tab=sync/);
});
