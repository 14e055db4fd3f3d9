import { expect, test } from 'vitest';
import { joinAnswers } from './join-answers.ts';
import { readId } from './read-id.ts';
import { readJsonValues } from './read-json-values.ts';
import { readOtlp } from './read-otlp.ts';
import { jaegerAnswer, tempoAnswer } from './testing/otlp.ts';

test('reads what Jaeger answers: ids in hexadecimal, kinds and status by number', () => {
  const read = joinAnswers([jaegerAnswer]);
  const [trace] = read?.traces ?? [];
  expect(trace?.id).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(trace?.spans).toMatchObject([
    { id: '00f067aa0ba902b7', parent: null, service: 'checkout.shop', kind: 'server', failed: true },
    { id: '53995c3f42cd8ad8', parent: '00f067aa0ba902b7', kind: 'client', failed: true, duration: 26 },
  ]);
  expect(trace?.spans[0]?.start).toBeCloseTo(1_772_442_000_000.001, 3);
  expect(trace?.spans[1]?.tags).toContainEqual({ key: 'response_size', value: '91' });
});

test('reads what Tempo answers: ids in base64, kinds and status by name', () => {
  const read = readOtlp(tempoAnswer);
  expect(read?.traces).toMatchObject([
    {
      id: '4bf92f3577b34da6a3ce929d0e0e4736',
      spans: [{ id: '00f067aa0ba902b7', kind: 'server', failed: true, message: 'declined', duration: 4 }],
    },
  ]);
  expect(readOtlp({ trace: { resourceSpans: tempoAnswer.batches } })?.traces).toHaveLength(1);
});

test('what cannot be read is counted and takes nothing else with it', () => {
  const [resource] = tempoAnswer.batches;
  const [scope] = resource?.scopeSpans ?? [];
  const [good] = scope?.spans ?? [];
  const spans = [good, { ...good, spanId: 'not an id!' }, { ...good, startTimeUnixNano: 'soon' }, null, 7];
  const read = readOtlp({ resourceSpans: [{ scopeSpans: [{ spans }] }, 'no resource'] });
  expect(read?.traces.flatMap((trace) => trace.spans)).toHaveLength(1);
  expect(read?.unread).toBe(5);
});

test('another form of answer is no empty answer', () => {
  expect(readOtlp({ data: [] })).toBeNull();
  expect(readOtlp('<html>')).toBeNull();
  expect(joinAnswers([{ result: { traces: [] } }])).toBeNull();
});

test('a span of a stream in several pieces is of one trace', () => {
  const text = `${JSON.stringify(jaegerAnswer)}\n${JSON.stringify({ result: tempoAnswer })}`;
  const read = joinAnswers(readJsonValues(text) ?? []);
  expect(read?.traces).toHaveLength(1);
  expect(read?.traces[0]?.spans).toHaveLength(3);
});

test('a text of several JSON values is cut where each ends, whatever stands in quotes', () => {
  expect(readJsonValues('{"a":"}{"}{"b":["\\"]"]}\n')).toEqual([{ a: '}{' }, { b: ['"]'] }]);
  expect(readJsonValues('{"a":1}{"b":')).toBeNull();
  expect(readJsonValues('<html></html>')).toBeNull();
  expect(readJsonValues('')).toBeNull();
});

test('ids of every writing', () => {
  expect(readId('00F067AA0BA902B7', 8)).toBe('00f067aa0ba902b7');
  expect(readId('1f', 8)).toBe('000000000000001f');
  expect(readId('APBnqgupArc', 8)).toBe('00f067aa0ba902b7');
  expect(readId('0000000000000000', 8)).toBeNull();
  expect(readId('AAAAAAAAAAA=', 8)).toBeNull();
  expect(readId('', 8)).toBeNull();
  expect(readId('4bf92f3577b34da6a3ce929d0e0e473600', 16)).toBeNull();
});
