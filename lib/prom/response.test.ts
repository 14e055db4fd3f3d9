import { expect, test } from 'vitest';
import { parseAnswer, parseValue } from './response.ts';

const vector = (result: unknown, extra: object = {}) => ({
  status: 'success',
  data: { resultType: 'vector', result },
  ...extra,
});

test('NaN and infinities are no data', () => {
  expect(['NaN', '+Inf', '-Inf', '', '0', '1e-3'].map(parseValue)).toEqual([
    null,
    null,
    null,
    null,
    0,
    0.001,
  ]);
});

test('a vector with warnings and infos', () => {
  const answer = parseAnswer(
    vector([{ metric: { reporter: 'source' }, value: [1, '2.5'] }], {
      warnings: ['partial'],
      infos: ['rate'],
    }),
  );
  expect(answer).toEqual({
    ok: true,
    value: {
      vector: [{ labels: { reporter: 'source' }, value: 2.5 }],
      matrix: [],
      warnings: ['partial', 'rate'],
      samples: null,
    },
  });
});

test('labels of vectors and matrices are interned, values are not', () => {
  const seen: string[] = [];
  const intern = (text: string) => {
    seen.push(text);
    return text.toUpperCase();
  };
  const metric = () => ({ reporter: 'source', source_workload: 'cart' });
  const labels = { reporter: 'SOURCE', source_workload: 'CART' };
  const instant = parseAnswer(vector([{ metric: metric(), value: [1, '2'] }]), intern);
  expect(instant).toMatchObject({ value: { vector: [{ labels, value: 2 }] } });
  const data = { resultType: 'matrix', result: [{ metric: metric(), values: [[1, '2']] }] };
  expect(parseAnswer({ status: 'success', data }, intern)).toMatchObject({ value: { matrix: [{ labels }] } });
  expect(seen).toEqual(['source', 'cart', 'source', 'cart']);
});

test('a matrix keeps gaps as absent points and NaN as null', () => {
  const answer = parseAnswer({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [1, '2'],
            [3, 'NaN'],
          ],
        },
      ],
    },
  });
  expect(answer).toMatchObject({
    value: {
      matrix: [
        {
          points: [
            [1, 2],
            [3, null],
          ],
        },
      ],
    },
  });
});

test('a scalar is a row without labels', () => {
  const answer = parseAnswer({ status: 'success', data: { resultType: 'scalar', result: [1, '7'] } });
  expect(answer).toMatchObject({ value: { vector: [{ labels: {}, value: 7 }] } });
});

test('the cost is read where the server tells it', () => {
  const stats = { samples: { totalQueryableSamples: 41, peakSamples: 9 } };
  const answer = parseAnswer({ status: 'success', data: { resultType: 'vector', result: [], stats } });
  expect(answer).toMatchObject({ value: { samples: 41 } });
});

test("the server's own error is told apart from a malformed answer", () => {
  expect(parseAnswer({ status: 'error', errorType: 'execution', error: 'too many samples' })).toEqual({
    ok: false,
    error: { kind: 'refused', errorType: 'execution', message: 'too many samples' },
  });
  for (const bad of [
    null,
    [],
    'x',
    {},
    { status: 'success' },
    vector([{ metric: {}, value: [1] }]),
    vector([{ metric: { a: 1 }, value: [1, '1'] }]),
  ]) {
    expect(parseAnswer(bad)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  }
});
