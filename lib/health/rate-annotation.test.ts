import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { rateAnnotation, readRateAnnotation } from './rate-annotation.ts';

const read = (text: string) => readRateAnnotation({ [rateAnnotation]: text });

test('each part is a tolerance of its own', () => {
  const tolerances = read('5xx,2,5,http,inbound; ^[1-9]$,0,50,grpc,.*') ?? [];
  expect(tolerances.map(({ rule, degraded, failing }) => [rule, degraded, failing])).toEqual([
    ['5xx', 0.02, 0.05],
    ['^[1-9]$', 0, 0.5],
  ]);
  const verdict = judge(
    [{ code: '503', count: 3 }],
    100,
    { protocol: 'http', direction: 'inbound' },
    tolerances,
  );
  expect(verdict).toMatchObject({ status: 'degraded', rule: '5xx', failed: 3, total: 100 });
});

test('a part that cannot be read is left out, the others stay', () => {
  expect(read('5xx,a,5,http,inbound;4xx,1,2,http,.*')?.map(({ rule }) => rule)).toEqual(['4xx']);
  expect(read('[,1,2,http,.*')).toBeNull();
  expect(read('5xx,1')).toBeNull();
  expect(read('5xx,1,200,http,.*')).toBeNull();
  expect(readRateAnnotation({})).toBeNull();
});
