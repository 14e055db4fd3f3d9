import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnswerReader } from './answer-reader.ts';

const hostile = '"},{"metric":{"a":"b"},"value":[1,"2"]},{"metric":{';
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    metric: { source_workload: `cart-${i}`, destination_service: i % 7 === 0 ? hostile : 'x'.repeat(200) },
    value: [1_700_000_000, String(i)],
  }));
const answer = (count: number) => ({
  status: 'success',
  data: { resultType: 'vector', result: rowsOf(count), stats: { samples: { totalQueryableSamples: 7 } } },
  warnings: [hostile],
});

/** Reads a text in pieces of these lengths, again and again. */
function read(text: string, lengths: readonly number[]) {
  const seen: unknown[] = [];
  const reader = createAnswerReader((row) => seen.push(row));
  for (let from = 0, i = 0; from < text.length; i += 1) {
    const to = from + (lengths[i % lengths.length] ?? text.length);
    reader.push(text.slice(from, to));
    from = to;
  }
  return { end: reader.end(), seen };
}

test('whatever its size and the pieces it comes in, the answer is what JSON.parse makes of it', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 5 });
  const counts = fc.constantFrom(0, 1, 2, 900, 2600, 5000);
  fc.assert(
    fc.property(counts, pieces, (count, lengths) => {
      const whole = answer(count);
      const { end, seen } = read(JSON.stringify(whole), [...lengths, 65_536]);
      expect(end).toEqual({ json: whole });
      expect(seen).toEqual(whole.data.result);
    }),
    { numRuns: 25 },
  );
});

test('rows of a large answer are told before its end', () => {
  let told = 0;
  const reader = createAnswerReader(() => {
    told += 1;
  });
  reader.push(JSON.stringify(answer(5000)).slice(0, -20));
  expect(told).toBeGreaterThan(4000);
});

test.each([[''], ['<html>'], ['{"status":"success","data":{"resultType":"vector","result":[']])(
  'what is no JSON is told as such, with its text: %s',
  (text) => {
    expect(read(text, [7]).end).toMatchObject({ text, error: expect.any(SyntaxError) });
  },
);

test('an answer that is cut off after many rows still shows how it began', () => {
  const text = JSON.stringify(answer(5000)).slice(0, -200);
  expect(read(text, [65_536]).end).toMatchObject({ text: expect.stringMatching(/^\{"status":"success"/) });
});

test.each(['null', '[]', '{"status":"error","error":"no"}', '{"data":{"result":"7"}}'])(
  'passes on %s',
  (text) => {
    expect(read(text, [3]).end).toEqual({ json: JSON.parse(text) });
  },
);

test('rows that cannot be read are told of at the end', () => {
  const text = JSON.stringify(answer(5000)).replace('"cart-9"', '"cart-9');
  expect(read(text, [65_536]).end).toMatchObject({ error: expect.any(SyntaxError) });
});
