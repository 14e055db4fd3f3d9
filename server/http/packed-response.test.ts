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

test('whoever holds it in the one form is sent the other, not told that it is the same', async () => {
  for (const [held, asked] of [
    [packed, ask],
    [ask, packed],
  ] as const) {
    const tag = (await packedResponse(held(), value, null)).headers.get('etag') ?? '';
    const headers = { ...Object.fromEntries(asked().headers), 'if-none-match': tag };
    const other = await packedResponse(ask(headers), value, null);
    expect(other.status).toBe(200);
    expect((await other.arrayBuffer()).byteLength).toBeGreaterThan(0);
  }
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
  expect(later.headers.get('etag')).toBe(answers[0].headers.get('etag'));
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
