import { expect, test } from '@playwright/test';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { get } from './support/api.ts';
import { kubectl } from './support/kubectl.ts';
import { edgesBetween, filterEdges, openGraph } from './support/page.ts';

const splitTo = async (workload: string) => {
  const { graph } = await get('/api/v1/graph?window=60', graphResponse);
  const edge = graph.edges.find(
    (e) => e.source.endsWith('/frontend-v1') && e.target.endsWith(`/${workload}`),
  );
  if (!edge?.split) throw new Error(`no split on frontend-v1 → ${workload}`);
  return edge.split;
};

/** The rule of VirtualService shop/product that splits, and the patch that sets its weights. */
async function patchWeights(v1: number, v2: number): Promise<void> {
  const { rule } = await splitTo('product-v2');
  const patch = [v1, v2].map((value, i) => ({
    op: 'replace',
    path: `/spec/http/${rule}/route/${i}/weight`,
    value,
  }));
  await kubectl(
    '-n',
    'shop',
    'patch',
    'virtualservice',
    'product',
    '--type=json',
    '-p',
    JSON.stringify(patch),
  );
}

test.describe('a weight patched with kubectl', () => {
  test.afterAll(() => patchWeights(90, 10));

  test('is declared within 2 s, and the observed share follows into its band @real', async ({ page }) => {
    test.setTimeout(180_000);
    await openGraph(page);
    await filterEdges(page, 'product');
    const row = edgesBetween(page, 'frontend v1', 'product v2');
    await expect(row).toContainText('10 →');
    await patchWeights(60, 40);
    await expect.poll(async () => (await splitTo('product-v2')).declared, { timeout: 2000 }).toBeCloseTo(0.4);
    await expect(row).toContainText('40 →');
    // Proxies are told a moment after the weight is declared: what they sent until then is among the first requests counted.
    await expect
      .poll(
        async () => {
          const { n, declared, low, high, verdict, deviates } = await splitTo('product-v2');
          const holds = (low ?? 1) <= 0.4 && (high ?? 0) >= 0.4;
          return { enough: (n ?? 0) >= 200, declared, holds, verdict, deviates };
        },
        { timeout: 120_000, intervals: [1000] },
      )
      .toEqual({ enough: true, declared: 0.4, holds: true, verdict: 'compared', deviates: false });
  });
});
