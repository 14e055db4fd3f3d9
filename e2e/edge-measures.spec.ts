import { expect, test } from '@playwright/test';
import { edgesBetween, openGraph } from './support/page.ts';

test('a link that sorts by p95 shows it, and an expression about it asks for no more @real', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/measures')) asked.push(new URL(request.url()).search);
  });
  await openGraph(page);
  expect(asked).toEqual([]);

  await openGraph(page, { sort: 'p95.desc', labels: 'rate,p95', services: '1', find: 'p95 > 1ms' });
  await expect(page.getByRole('columnheader', { name: 'p95' })).toHaveAttribute('aria-sort', 'descending');
  // Into a service, whose workloads' histograms are added up.
  await expect(edgesBetween(page, 'frontend v1', 'checkout').first()).toContainText(/\d\s(ms|s)/);
  await expect(page.getByText(/^0 nodes, [1-9]\d* edges$/)).toBeVisible();
  expect(new Set(asked.map((search) => new URLSearchParams(search).get('of')))).toEqual(new Set(['p95']));
});
