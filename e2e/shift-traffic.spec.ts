import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { fromSetup } from './support/api.ts';
import { applyWithKubectl, kubectl, replaceWithKubectl } from './support/kubectl.ts';
import { confirmAll } from './support/review.ts';

const link =
  '/edit/split?cluster=Kubernetes&group=networking.istio.io&kind=VirtualService&namespace=shop&name=product';
const destination = z.looseObject({ weight: z.number().optional() });
const virtualService = z.looseObject({
  metadata: z.looseObject({}),
  spec: z.looseObject({ http: z.array(z.looseObject({ route: z.array(destination).optional() })) }),
});

const read = async () =>
  virtualService.parse(
    JSON.parse(await kubectl('get', 'virtualservice', 'product', '-n', 'shop', '-o', 'json')),
  );

/** All of an object but what every write moves. */
function written({ metadata, ...rest }: z.infer<typeof virtualService>) {
  const { resourceVersion: _, generation: __, managedFields: ___, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

const weights = async () => (await read()).spec.http[1]?.route?.map(({ weight }) => weight);

/** As a person wrote it: a header rule first, and a field that no schema knows, which lives on in the annotation alone. */
const byHand = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'product', namespace: 'shop', labels: { team: 'catalogue' } },
  spec: {
    hosts: ['product'],
    http: [
      {
        name: 'old-clients',
        match: [{ headers: { 'x-client': { exact: 'legacy' } } }],
        directResponse: { status: 426 },
        retry: { attempts: 3 },
      },
      {
        name: 'by-version',
        route: ['v1', 'v2'].map((subset, i) => ({
          destination: { host: 'product.shop.svc.cluster.local', subset },
          weight: i === 0 ? 90 : 10,
        })),
        timeout: '4s',
      },
    ],
  },
};

const slider = (page: Page) => page.getByRole('slider', { name: 'Share of product v2' });
const follow = (page: Page) => page.getByRole('region', { name: 'What becomes of the change' });

async function open(page: Page): Promise<void> {
  await page.goto(`${fromSetup('WEFT_URL')}${link}`);
  await expect(slider(page)).toBeVisible();
}

let original: z.infer<typeof virtualService>;
test.beforeEach(async () => {
  original = await read();
  await applyWithKubectl(JSON.stringify(byHand), '--validate=false');
});
test.afterEach(async () => {
  await replaceWithKubectl(JSON.stringify(written(original)));
});

test('a weight is dragged, applied, followed until traffic is there, and taken back', async ({ page }) => {
  test.setTimeout(180_000);
  const before = await read();
  expect(JSON.stringify(before.spec)).not.toContain('"retry"');
  expect(JSON.stringify(before.metadata)).toContain('retry');
  await open(page);
  await expect(page.getByText('header x-client is "legacy"')).toBeVisible();
  const [handle, track] = [
    await slider(page).boundingBox(),
    await page.getByRole('row', { name: /v2/ }).locator('[data-orientation]').first().boundingBox(),
  ];
  if (!handle || !track) throw new Error('the slider is not drawn');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * 0.3, handle.y + handle.height / 2, { steps: 5 });
  await page.mouse.up();
  const v2 = Number(await page.getByRole('textbox', { name: 'Weight of product v2' }).inputValue());
  expect(v2).toBeGreaterThan(25);
  expect(v2).toBeLessThan(35);
  await expect(page).toHaveURL(new RegExp(`weights=${100 - v2}(,|%2C)${v2}`));
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Weight of product v1' })).toHaveValue(String(100 - v2));

  await page.getByRole('button', { name: 'Review' }).click();
  await confirmAll(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(follow(page)).toBeVisible();
  const wanted = structuredClone(written(before));
  for (const [i, one] of (wanted.spec.http[1]?.route ?? []).entries()) one.weight = i === 0 ? 100 - v2 : v2;
  expect(written(await read())).toEqual(wanted);
  await expect(follow(page).getByText(/^Every declared share lies within the band/)).toBeVisible({
    timeout: 120_000,
  });

  await follow(page).getByRole('button', { name: 'Undo' }).click();
  await expect(follow(page).getByText(/^The route is as it was before/)).toBeVisible();
  expect(written(await read())).toEqual(written(before));
});

test('by keys alone; whoever comes second compares, loses nothing and rebases @built-in', async ({
  page,
  context,
}) => {
  const second = await context.newPage();
  await open(second);
  await slider(second).press('Shift+ArrowLeft');
  await second.getByRole('button', { name: 'Review' }).click();
  await confirmAll(second);

  await open(page);
  const tabTo = async (name: string) => {
    const named = async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      );
    };
    await expect.poll(named, { intervals: [10] }).toBe(name);
  };
  await tabTo('Share of product v2');
  await page.keyboard.press('ArrowLeft');
  await tabTo('Review');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The API server takes it.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(follow(page)).toBeVisible();
  expect(await weights()).toEqual([91, 9]);

  await second.getByRole('button', { name: 'Apply' }).click();
  const conflict = second.getByRole('region', { name: 'Conflict' });
  await expect(conflict.getByRole('row', { name: 'product v2 10 9 5' })).toBeVisible();
  expect(await weights()).toEqual([91, 9]);
  await conflict.getByRole('button', { name: 'Rebase onto theirs' }).click();
  await confirmAll(second);
  await second.getByRole('button', { name: 'Apply' }).click();
  await expect(follow(second)).toBeVisible();
  expect(await weights()).toEqual([95, 5]);
});
