import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { ask, fromSetup } from './support/api.ts';
import { graphCanvas } from './support/page.ts';
import { type StartedWeft, startWeft } from './support/start-weft.ts';

const kubeconfig = z.object({
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});

/** The token with which a person of the demo would sign in. */
function tokenOf(user: string): string {
  const { users } = kubeconfig.parse(parse(readFileSync(fromSetup('WEFT_KUBECONFIG'), 'utf8')));
  const found = users.find((u) => u.name === user);
  if (!found) throw new Error(`no user ${user} in the kubeconfig`);
  return found.user.token;
}

let weft: StartedWeft;
let base = '';

test.beforeAll(async () => {
  weft = await startWeft({ WEFT_AUTH: 'token' });
  base = weft.url;
});

test.afterAll(() => weft.stop());

test('without a session nothing is read @built-in', async () => {
  expect((await ask('/api/v1/graph?window=300', { base })).status).toBe(401);
  expect((await ask('/api/v1/status', { base })).status).toBe(401);
});

test('a wrong token is refused with what to do @built-in', async ({ page }) => {
  await page.goto(`${base}/graph`);
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel(/token/i).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

test('who sees one namespace gets its graph, and nothing of the others but that they are there @built-in', async ({
  page,
  context,
}) => {
  await page.goto(`${base}/graph`);
  await page.getByLabel(/token/i).fill(tokenOf('shop-only'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/graph/);
  await expect(graphCanvas(page)).toBeVisible();
  const cookie = (await context.cookies()).find((c) => c.name === 'weft_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const graph = await page.evaluate(() => fetch('/api/v1/graph?window=300').then((r) => r.text()));
  expect(graph).toContain('product-v1');
  for (const hidden of ['shop-payments', 'shop-stock', 'orders-db', 'istio-ingressgateway'])
    expect(graph).not.toContain(hidden);
  expect(graph).toContain('"inaccessible"');
  const status = await page.evaluate(() => fetch('/api/v1/status').then((r) => r.text()));
  expect(status).not.toContain(tokenOf('shop-only'));
  const foreign =
    '/api/v1/object?cluster=Kubernetes&group=networking.istio.io&kind=Gateway&namespace=istio-ingress&name=shop';
  expect(await page.evaluate((url) => fetch(url).then((r) => r.status), foreign)).toBe(403);
});

test('signing out ends the session on the server @built-in', async ({ page, context }) => {
  await page.goto(`${base}/graph`);
  await page.getByLabel(/token/i).fill(tokenOf('viewer'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(graphCanvas(page)).toBeVisible();
  const cookie = (await context.cookies()).find((c) => c.name === 'weft_session');
  await page.getByRole('button', { name: /^Identity/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  const again = await ask('/api/v1/status', {
    base,
    headers: { cookie: `weft_session=${cookie?.value ?? ''}` },
  });
  expect(again.status).toBe(401);
});
