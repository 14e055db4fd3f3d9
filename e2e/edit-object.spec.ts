import { expect, type Page, test } from '@playwright/test';
import { stringify } from 'yaml';
import { fromSetup } from './support/api.ts';
import { applyWithKubectl, kubectl } from './support/kubectl.ts';

const name = 'weft-edit-story';
const link = `/object?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=${name}`;
const get = () => kubectl('get', 'virtualservice', name, '--namespace', 'shop', '--output', 'json');
const timeout = () =>
  kubectl(
    'get',
    'virtualservice',
    name,
    '--namespace',
    'shop',
    '--output',
    'jsonpath={.spec.http[0].timeout}',
  );
const exists = () =>
  get().then(
    () => true,
    () => false,
  );

test.beforeEach(async () => {
  await applyWithKubectl(
    stringify({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name, namespace: 'shop' },
      spec: {
        hosts: [`${name}.example.com`],
        http: [{ route: [{ destination: { host: 'cart' } }], timeout: '3s' }],
      },
    }),
  );
});
test.afterEach(async () => {
  await kubectl('delete', 'virtualservice', name, '--namespace', 'shop', '--ignore-not-found');
});

/** Types over the timeout of the draft. */
async function draftTimeout(page: Page, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Draft a change' }).click();
  const draft = page.getByRole('textbox', { name: /^Draft of/ });
  await draft.getByText('timeout').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type(`timeout: ${value}`);
}

test('a draft is reviewed, applied as kubectl sees it, and taken back to what it was @built-in', async ({
  page,
}) => {
  const before: unknown = JSON.parse(await get());
  await page.goto(`${fromSetup('WEFT_URL')}${link}`);
  await draftTimeout(page, '7s');
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(page.getByText('The API server takes it.')).toBeVisible();
  await expect(
    page.getByRole('region', { name: /^Change VirtualService/ }).getByText('timeout: 7s'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(`VirtualService shop/${name} is changed.`)).toBeVisible();
  expect(await timeout()).toBe('7s');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
  const after: unknown = JSON.parse(await get());
  expect(asPeopleWrote(after)).toEqual(asPeopleWrote(before));
});

test('what kubectl writes meanwhile elsewhere is kept, in the same place it is a conflict that loses nothing @built-in', async ({
  page,
}) => {
  await page.goto(`${fromSetup('WEFT_URL')}${link}`);
  await draftTimeout(page, '7s');
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeEnabled();
  await patch({ hosts: [`${name}.example.com`, `${name}.example.org`] });
  // The review notices by itself; who is faster is told by the API server.
  await page.getByRole('button', { name: /^(Apply|Take in the newer version)$/ }).click();
  await expect(page.getByText(/has that too now/)).toBeVisible();
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(`VirtualService shop/${name} is changed.`)).toBeVisible();
  expect(await get()).toContain(`${name}.example.org`);
  expect(await timeout()).toBe('7s');
});

test('a deletion is reviewed and taken back @built-in', async ({ page }) => {
  await page.goto(`${fromSetup('WEFT_URL')}${link}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`VirtualService shop/${name} is deleted.`)).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await exists()).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It has been taken back.')).toBeVisible();
  expect(await timeout()).toBe('3s');
});

const patch = (spec: unknown) =>
  kubectl(
    'patch',
    'virtualservice',
    name,
    '--namespace',
    'shop',
    '--type=merge',
    '--patch',
    JSON.stringify({ spec }),
  );

/** Without what the API server counts. */
function asPeopleWrote(object: unknown): unknown {
  const text = JSON.stringify(object, (key, value: unknown) =>
    ['resourceVersion', 'generation', 'managedFields'].includes(key) ? undefined : value,
  );
  return JSON.parse(text);
}
