import { afterEach, expect, test } from 'vitest';
import type { FaultMode } from './api/faults.ts';
import { type QueryApi, type QueryApiOptions, serveQueryApi } from './query-api.ts';
import { SampleStore } from './sample-store.ts';
import { labelsOf } from './store/labels.ts';

let api: QueryApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

async function start(options: Partial<QueryApiOptions> = {}): Promise<string> {
  const store = new SampleStore();
  for (let step = 0; step <= 20; step++) {
    store.append(step * 15_000, [
      { labels: labelsOf({ __name__: 'requests_total', code: '200', pod: 'a' }), value: step * 30 },
      { labels: labelsOf({ __name__: 'requests_total', code: '503', pod: 'b' }), value: step / 4 },
    ]);
  }
  api = await serveQueryApi({ store, clock: () => 300_000, ...options });
  return `${api.url}/api/v1`;
}

const query = (base: string, text: string, more = ''): Promise<Response> =>
  fetch(`${base}/query?query=${encodeURIComponent(text)}${more}`);

test('answers an instant query by GET and by form', async () => {
  const base = await start();
  const wanted = {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { code: '200' }, value: [300, '2'] }] },
  };
  const text = 'sum by (code) (rate(requests_total{code="200"}[1m]))';
  expect(await (await query(base, text)).json()).toEqual(wanted);
  const body = new URLSearchParams({ query: text, time: '1970-01-01T00:05:00Z' });
  expect(await (await fetch(`${base}/query`, { method: 'POST', body })).json()).toEqual(wanted);
});

test('answers a range query, times with milliseconds, numbers as text', async () => {
  const base = await start();
  const response = await fetch(
    `${base}/query_range?query=requests_total{code="503"}&start=14.5&end=45.5&step=15500ms`,
  );
  expect(await response.json()).toEqual({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'requests_total', code: '503', pod: 'b' },
          values: [
            [14.5, '0'],
            [30, '0.5'],
            [45.5, '0.75'],
          ],
        },
      ],
    },
  });
});

test('lists series, labels and values', async () => {
  const base = await start();
  const data = async (path: string): Promise<unknown> => (await (await fetch(`${base}/${path}`)).json()).data;
  expect(await data('labels')).toEqual(['__name__', 'code', 'pod']);
  expect(await data('label/code/values')).toEqual(['200', '503']);
  expect(await data('series?match[]=requests_total{code=~"5.."}')).toEqual([
    { __name__: 'requests_total', code: '503', pod: 'b' },
  ]);
  const limited = await (await fetch(`${base}/series?match[]=requests_total&limit=1`)).json();
  expect(limited).toMatchObject({ data: [{ code: '200' }], warnings: ['results truncated due to limit'] });
});

test.each([
  ['query?query=sum(', 400, 'bad_data'],
  ['query?query=holt_winters(a[5m],1,1)', 422, 'execution'],
  ['query?query=a&time=soon', 400, 'bad_data'],
  ['query_range?query=a&start=2&end=1&step=1', 400, 'bad_data'],
  ['query_range?query=a&start=0&end=100000&step=1', 400, 'bad_data'],
  ['series', 400, 'bad_data'],
  ['query_range?query=sum(requests_total)&start=0&end=300&step=1&timeout=0.0000001', 503, 'timeout'],
])('%s is refused with %i', async (path, status, errorType) => {
  const response = await fetch(`${await start()}/${path}`);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ status: 'error', errorType });
});

test('counts queries and the samples they read', async () => {
  const base = await start();
  const body = await (await query(base, 'rate(requests_total[1m])', '&stats=all')).json();
  expect(body.data.stats.samples.totalQueryableSamples).toBe(10);
  await query(base, 'sum(');
  expect(api?.queries()).toBe(2);
});

test.each<[FaultMode, number]>([
  ['unauthorized', 401],
  ['bad-request', 400],
  ['unprocessable', 422],
  ['error-500', 500],
])('the fault %s answers %i, and is over when lifted', async (mode, status) => {
  const base = await start();
  api?.faults.setFault(mode);
  expect((await query(base, 'requests_total')).status).toBe(status);
  api?.faults.setFault('none');
  expect((await query(base, 'requests_total')).status).toBe(200);
});

test('the faults that break the answer', async () => {
  const base = await start();
  api?.faults.setFault('down');
  await expect(query(base, 'requests_total')).rejects.toThrow();
  api?.faults.setFault('truncated');
  await expect(query(base, 'requests_total').then((response) => response.text())).rejects.toThrow();
  api?.faults.setFault('empty');
  expect((await (await query(base, 'requests_total')).json()).data.result).toEqual([]);
  api?.faults.setFault('nan');
  expect((await (await query(base, 'sum(requests_total)')).json()).data.result[0].value[1]).toBe('NaN');
  api?.faults.setFault('warnings', { warnings: ['one store is away'] });
  expect((await (await query(base, 'requests_total')).json()).warnings).toEqual(['one store is away']);
  api?.faults.setFault('slow', { delayMs: 60_000 });
  await expect(
    fetch(`${base}/query?query=requests_total`, { signal: AbortSignal.timeout(50) }),
  ).rejects.toThrow();
  api?.faults.setFault('error-500', { matching: 'code="503"' });
  expect((await query(base, 'requests_total')).status).toBe(200);
  expect((await query(base, 'requests_total{code="503"}')).status).toBe(500);
});

test('asks for a token or a password when told to', async () => {
  const base = await start({
    auth: { bearerToken: 'secret', basic: { username: 'weft', password: 'loom' } },
  });
  const status = async (authorization?: string): Promise<number> =>
    (await fetch(`${base}/labels`, authorization ? { headers: { authorization } } : {})).status;
  expect(await status()).toBe(401);
  expect(await status('Bearer other')).toBe(401);
  expect(await status('Bearer secret')).toBe(200);
  expect(await status(`Basic ${Buffer.from('weft:loom').toString('base64')}`)).toBe(200);
});
