import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedJson } from '#lib/api/packed-json.ts';
import { packedResponse } from './packed-response.ts';

const ask = (headers: Record<string, string> = {}) => new Request('http://weft/api', { headers });
const packed = () => ask({ accept: `${packedJson}, application/json` });
const value = { rows: Array.from({ length: 500 }, (_, i) => ({ i, name: 'reviews' })) };

test('who accepts it packed gets it packed, others get JSON', async () => {
  const [small, plain] = await Promise.all([
    packedResponse(packed(), value, null),
    packedResponse(ask(), value, null),
  ]);
  expect(small.headers.get('content-type')).toBe(packedJson);
  const bytes = Buffer.from(await small.arrayBuffer());
  expect(bytes.length).toBeLessThan(JSON.stringify(value).length / 3);
  expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(value);
  expect(plain.headers.get('content-type')).toBe('application/json');
  expect(await plain.text()).toBe(JSON.stringify(value));
  for (const { headers } of [small, plain]) expect(headers.get('vary')).toContain('Accept');
});

test('whoever holds it gets no body', async () => {
  const tag = (await packedResponse(ask(), value, null)).headers.get('etag') ?? '';
  const again = await packedResponse(ask({ 'if-none-match': tag }), value, null);
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('a value that something stands for is written once, for all who ask at the same time too', async () => {
  const graph = {};
  let written = 0;
  const rows = {
    toJSON: () => {
      written += 1;
      return value.rows;
    },
  };
  const answers = await Promise.all([
    packedResponse(ask(), { rows }, graph),
    packedResponse(packed(), { rows }, graph),
  ]);
  const later = await packedResponse(ask(), { rows }, graph);
  expect(written).toBe(1);
  expect(await later.json()).toEqual(value);
  expect(new Set([...answers, later].map(({ headers }) => headers.get('etag'))).size).toBe(1);
  await packedResponse(ask(), { rows }, null);
  await packedResponse(ask(), { rows }, {});
  expect(written).toBe(3);
});

test('what cannot be written is told to who asked, and tried again', async () => {
  const graph = {};
  const broken = {
    toJSON: () => {
      throw new Error('no text');
    },
  };
  await expect(packedResponse(ask(), broken, graph)).rejects.toThrow('no text');
  expect(await (await packedResponse(ask(), value, graph)).json()).toEqual(value);
});
