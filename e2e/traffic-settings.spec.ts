import { expect, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { kubectl } from './support/kubectl.ts';
import { openGraph } from './support/page.ts';

const fault = () =>
  kubectl(
    'get',
    'virtualservice',
    'product',
    '--namespace',
    'shop',
    '--output',
    'jsonpath={.spec.http[*].fault}',
  );

test('a fault is injected with its effect said, every page tells of it, and it is taken back @built-in', async ({
  page,
}) => {
  await page.goto(`${fromSetup('WEFT_URL')}/edit/service?cluster=Kubernetes&namespace=shop&name=product`);
  const rules = page.getByRole('region', { name: /VirtualService shop\/product$/ });
  await rules.last().getByRole('button', { name: 'Fault' }).click();
  const form = page.getByRole('form', { name: 'Fault injection' });
  await form.getByLabel('Delay by').fill('500');
  await expect(form.getByText(/10.% of requests wait 500.ms/)).toBeVisible();
  await form.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('The API server takes it.')).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await fault()).toContain('500ms');
  await expect(page.getByText(/^Fault on purpose: 10.% of requests delayed/)).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
  expect(await fault()).toBe('');
  await openGraph(page);
  await expect(page.getByText(/^Fault on purpose/)).toHaveCount(0);
});
