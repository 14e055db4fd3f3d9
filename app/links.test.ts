import fc from 'fast-check';
import { createParser, createSerializer } from 'nuqs/server';
import { describe, expect, test } from 'vitest';
import type { Parsers } from '#components/data/link-params.ts';
import { linkParams } from '#components/data/link-params.ts';
import { sharedParams } from '#components/shell/shared-params.ts';
import { fallenBack } from '#lib/url/fallen-back.ts';
import { alertRuleSearchParams } from './(frame)/alert-rule/search-params.ts';
import { changesSearchParams } from './(frame)/changes/search-params.ts';
import { configSearchParams } from './(frame)/config/search-params.ts';
import { createSearchParams } from './(frame)/edit/new/search-params.ts';
import { splitSearchParams } from './(frame)/edit/split/search-params.ts';
import { findingsSearchParams } from './(frame)/findings/search-params.ts';
import { graphSearchParams } from './(frame)/graph/search-params.ts';
import { incidentsSearchParams } from './(frame)/incidents/search-params.ts';
import { logsSearchParams } from './(frame)/logs/search-params.ts';
import { objectOf } from './(frame)/object/search-params.ts';
import { proxySearchParams } from './(frame)/proxy/search-params.ts';
import { simulateSearchParams } from './(frame)/simulate/search-params.ts';
import { telemetrySearchParams } from './(frame)/telemetry/search-params.ts';
import { tracesSearchParams } from './(frame)/traces/search-params.ts';
import { nextOf } from './sign-in/search-params.ts';

const pages: Readonly<Record<string, Parsers>> = {
  graph: { ...sharedParams, ...graphSearchParams },
  create: { ...sharedParams, ...createSearchParams },
  alertRule: { ...sharedParams, ...alertRuleSearchParams },
  changes: { ...sharedParams, ...changesSearchParams },
  config: { ...sharedParams, ...configSearchParams },
  findings: { ...sharedParams, ...findingsSearchParams },
  incidents: { ...sharedParams, ...incidentsSearchParams },
  logs: { ...sharedParams, ...logsSearchParams },
  proxy: { ...sharedParams, ...proxySearchParams },
  simulate: { ...sharedParams, ...simulateSearchParams },
  telemetry: { ...sharedParams, ...telemetrySearchParams },
  split: { ...sharedParams, ...splitSearchParams },
  traces: { ...sharedParams, ...tracesSearchParams },
};

/** Words that mean something somewhere in a link, and marks that stand between them. */
const words = fc.constantFrom(
  ...[
    '0',
    '1',
    '2',
    '3',
    '1m',
    '5m',
    '1h',
    '6h',
    'now',
    'mesh',
    'app',
    'service',
    'workload',
    'both',
    'callers',
  ],
  ...['rate', 'errors', 'latency', 'mtls', 'weights', 'status', 'source', 'desc', 'all', 'unhealthy', 'none'],
  ...['inbound', 'outbound', 'edges', 'node', 'edge', 'shop', 'bank', 'Kubernetes', 'wl', '1763722000', '-'],
  ...['healthy', '%error', '>', ' ', '%2C', '%', ',', '.', ':', '/', '|', '__proto__', 'ünï', '\u202e'],
);
const texts = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
  fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(',')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const labels = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
const boxes = fc
  .array(
    fc.tuple(labels, labels).map((parts) => parts.join('/')),
    { maxLength: 4 },
  )
  .map((list) => [...new Set(list)].sort());
const expressions = fc.string({ unit: 'grapheme', maxLength: 120 }).map((text) => text.trim());
const moments = fc.integer({ min: 100_000_000, max: 9_999_999_999 });
const namespace = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const ids = fc.array(labels, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

/** States that a page can be in and of which there is no list: what telemetry and people call things. */
const states: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  expanded: boxes,
  collapsed: boxes,
  find: expressions,
  hide: expressions,
  at: moments,
  vs: fc.oneof(moments, fc.constant('now')),
  ns: fc.array(namespace).map((list) => [...new Set(list)].sort()),
  sel: fc.record({ kind: fc.constantFrom('node', 'edge'), id: ids }),
  focus: ids,
  edge: ids,
  node: ids,
  from: ids,
  to: ids,
};

/** What a text becomes on its way through a link. */
const through = (name: string, text: string): string =>
  new URLSearchParams(`?${new URLSearchParams({ [name]: text })}`).get(name) ?? '';

/** The parser as the library that writes links wants it. */
const parserOf = (parser: Parsers[string]) => {
  const made = createParser<NonNullable<unknown>>({
    parse: (text) => parser.parse(text) ?? null,
    serialize: (value) => parser.serialize(value),
    eq: (a, b) => parser.serialize(a) === parser.serialize(b),
  });
  return parser.defaultValue == null ? made : made.withDefault(parser.defaultValue);
};

describe.each(Object.entries(pages))('the link of the page %s', (_, parsers) => {
  test.each(Object.entries(parsers))('property: %s reads what it writes', (name, parser) => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = parser.parse(through(name, text));
        if (value === null) return;
        const written = parser.serialize(value);
        expect(parser.parse(through(name, written))).toEqual(value);
      }),
      { numRuns: 400 },
    );
  });

  const open = Object.entries(parsers).filter(([name]) => states[name]);
  test.each(open)('property: a link made of any %s, opened afresh, gives it', (name, parser) => {
    const write = createSerializer({ [name]: parserOf(parser) });
    fc.assert(
      fc.property(states[name] ?? fc.constant(null), (state) => {
        const text = new URLSearchParams(write({ [name]: state })).get(name);
        expect(text === null ? parser.defaultValue : parser.parse(text)).toEqual(state);
      }),
    );
  });

  test.each(Object.entries(parsers))(
    '%s at its default is read as its default, and can be left out',
    (_, parser) => {
      if (parser.defaultValue === undefined) return;
      expect(parser.parse(parser.serialize(parser.defaultValue))).toEqual(parser.defaultValue);
    },
  );

  test('property: every text is read or told of, never both and never neither', () => {
    const params = linkParams(parsers);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(parsers)), texts, (name, text) => {
        const given = new URLSearchParams({ [name]: text });
        const told = fallenBack(params, (each) => given.get(each)).map((each) => each.name);
        const read = params[name]?.parse(through(name, text)) ?? null;
        expect(told).toEqual(read === null && through(name, text) !== '' ? [name] : []);
      }),
    );
  });
});

test('property: the other pages read any link', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('cluster', 'kind', 'name', 'namespace', 'next'), texts),
      (link) => {
        const ref = objectOf(link);
        expect(ref === null || (ref.name !== '' && ref.kind !== '')).toBe(true);
        expect(nextOf(link)).toMatch(/^\/(?![/\\])/);
      },
    ),
  );
});
