import { expect, test } from '@playwright/test';
import { fromSetup } from './support/api.ts';
import { edges, filterEdges } from './support/page.ts';

const names = [
  '<img src=x onerror="globalThis.hurt=1">',
  '</script><script>globalThis.hurt=1</script>',
  '__proto__',
  'constructor',
  'אבגד',
  'x'.repeat(10_000),
  '👩‍👩‍👧 "quoted" & \'more\'',
  'line\nbreak\u202eturned',
];

test('names that somebody else chose are text: nothing of them runs, and the page stays usable', async ({
  page,
}) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('dialog', (dialog) => failures.push(dialog.message()));
  await page.route(/\/api\/v1\/graph\?/, async (route) => {
    const headers = { ...route.request().headers(), accept: 'application/json' };
    const response = await route.fetch({ headers });
    const answer = await response.json();
    for (const [i, node] of answer.graph.nodes.entries()) {
      const name = names[i % names.length];
      Object.assign(node, { name, app: null, version: i % 2 === 0 ? name : null });
    }
    await route.fulfill({ response, json: answer });
  });
  // A moment is read once, by the page itself.
  const at = Math.floor(Date.now() / 1000) - 60;
  await page.goto(`${fromSetup('WEFT_URL')}/graph?list=1&window=1m&at=${at}`);
  await expect(edges(page, '<img src=x').first()).toBeVisible({ timeout: 30_000 });
  await filterEdges(page, '__proto__');
  await expect(edges(page, '__proto__').first()).toBeVisible();
  await filterEdges(page, '');
  await page.getByRole('application', { name: /^Service graph/ }).focus();
  await expect(page.getByText(/^Arrow keys go along edges/)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.type('<img');
  await expect(page.getByText(/^<img src=x onerror=.*, node \d+ of/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=node/);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await page.evaluate(() => ['hurt' in globalThis, document.querySelector('img') !== null])).toEqual([
    false,
    false,
  ]);
  expect(failures).toEqual([]);
});
