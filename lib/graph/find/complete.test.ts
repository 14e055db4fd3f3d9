import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edge, failedRow, graph, node } from '../testing/elements.ts';
import { complete } from './complete.ts';
import { parseExpression } from './parse.ts';

const shop = graph(
  [
    node('shop/frontend'),
    node('shop/reviews-v1'),
    node('bank/ledger'),
    node('x/odd', { kind: 'unknown', namespace: null, name: 'unknown destination', app: null }),
  ],
  [
    edge(
      'shop/frontend > shop/reviews-v1',
      { count: 3 },
      {
        responses: [failedRow('503 UH', 1)],
      },
    ),
    edge('shop/reviews-v1 > bank/ledger', { bytes: 3 }),
  ],
);

/** Suggestions at `|` in the text. */
function at(marked: string, context = {}) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { range, suggestions } = complete(text, caret, shop, context);
  const apply = (insert: string) => text.slice(0, range.from) + insert + text.slice(range.to);
  return { range, inserts: suggestions.map(({ insert }) => insert), apply };
}

test('at the start operands are offered, by what is typed', () => {
  expect(at('|').inserts).toEqual(
    expect.arrayContaining(['app', 'namespace', 'mtls', '%error', 'not', 'source.']),
  );
  expect(at('not has |').inserts).toContain('circuitbreaker');
  expect(at('na|').inserts.slice(0, 2)).toEqual(['name', 'namespace']);
  expect(at('ns|').inserts[0]).toBe('ns');
  expect(at('source.na|').inserts.slice(0, 2)).toEqual(['source.name', 'source.namespace']);
});

test('after an operand its operators are offered', () => {
  expect(at('app |').inserts).toEqual(expect.arrayContaining(['=', '!=', 'contains', '!endswith']));
  expect(at('rt |').inserts).toEqual(['=', '!=', '>', '>=', '<', '<=']);
  expect(at('healthy |').inserts).toEqual(['and', 'or']);
  expect(at('(healthy |').inserts).toEqual(['and', 'or', ')']);
  expect(at('mtls |').inserts).toEqual(expect.arrayContaining(['=', 'and']));
});

test('after an operator the values that occur are offered, the most frequent first', () => {
  expect(at('ns = |').inserts).toEqual(['shop', 'bank']);
  expect(at('ns=|').inserts).toEqual(['shop', 'bank']);
  expect(at('app = led|').inserts).toEqual(['ledger']);
  expect(at('protocol = |').inserts).toEqual(['http', 'tcp', 'grpc']);
  expect(at('flag = |').inserts).toEqual(['UH']);
  expect(at('code = |').inserts).toEqual(['503']);
  expect(at('version = |').inserts).toEqual(['v1']);
  expect(at('name = unk|').inserts).toEqual(['"unknown destination"']);
  expect(at('name = "unk|').inserts).toEqual(['"unknown destination"']);
});

test('labels are offered by their keys', () => {
  const none = {
    principals: [],
    circuitBreaker: false,
    virtualService: false,
    faultInjection: false,
    mirroring: false,
  };
  const more = {
    requestRouting: false,
    requestTimeout: false,
    trafficShifting: false,
    tcpTrafficShifting: false,
  };
  const facts = new Map([[node('shop/frontend').id, { labels: { team: 'web' }, ...none, ...more }]]);
  expect(at('label:|', { facts }).inserts).toEqual(['label:team']);
  expect(at('label:team = |', { facts }).inserts).toEqual(['web']);
});

test('a suggestion replaces the word that the caret is in', () => {
  const { range, apply } = at('app = x and na|mx = y');
  expect(range).toEqual({ from: 12, to: 16 });
  expect(apply('namespace')).toBe('app = x and namespace = y');
});

test('nothing is offered after what is wrong', () => {
  expect(at('nonsense = |').inserts).toEqual([]);
  expect(at('app = x y |').inserts).toEqual([]);
});

test('what is offered for an operand and taken leaves a text that is not wrong before its end', () => {
  const starts = fc.constantFrom(
    '',
    'h',
    'app = reviews and ',
    '(failing or ',
    'not ',
    'ns = ',
    'rt ',
    'source.',
    'mtls ',
  );
  fc.assert(
    fc.property(starts, fc.nat(), (start, pick) => {
      const { suggestions, range } = complete(start, start.length, shop);
      const chosen = suggestions[pick % suggestions.length];
      if (chosen === undefined) return;
      const text = start.slice(0, range.from) + chosen.insert;
      const result = parseExpression(text);
      // A joint of nodes and edges is told only once the whole is there.
      if (result.ok || result.error.message.includes('nothing is both')) return;
      const unfinished = /[.:]$/.test(chosen.insert);
      expect(unfinished || result.error.from === text.length, text).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('no text and no caret makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, caret) => {
      const { range } = complete(text, caret, shop);
      expect(0 <= range.from && range.from <= range.to && range.to <= text.length).toBe(true);
    }),
    { numRuns: 100 },
  );
});
