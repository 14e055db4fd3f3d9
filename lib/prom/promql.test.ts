import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { eq, escapeRegex, quote, select, toPromql } from './promql.ts';
import type { KnownBy } from './queries/known-target.ts';
import { meshWide } from './queries/mesh-wide.ts';

const w = seconds.parse(300);
const ways: readonly KnownBy[] = ['up', 'any-series'];

test('a label value cannot end its quotes', () => {
  expect(toPromql(select('x', [eq('a', 'b"} or up{c="\\\n')]))).toBe(String.raw`x{a="b\"} or up{c=\"\\\n"}`);
});

test('quoting survives being read back as a JSON string would', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(JSON.parse(quote(text))).toBe(text);
    }),
  );
});

test('an escaped regular expression matches its text alone', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (text, other) => {
      const regex = new RegExp(`^(?:${escapeRegex(text)})$`);
      expect(regex.test(text)).toBe(true);
      expect(regex.test(other)).toBe(text === other);
    }),
  );
});

test('the scope is in every selector of every query', () => {
  for (const { query } of ways.flatMap((knownBy) => meshWide(w, knownBy))) {
    const text = toPromql(query.expr, [{ label: 'mesh_id', value: 'prod' }]);
    const selectors = text.match(/\b(?:istio_[a-z_]+|up)\b/g) ?? [];
    const scoped = text.match(/\b(?:istio_[a-z_]+|up)\{mesh_id="prod"/g) ?? [];
    expect(selectors.length).toBeGreaterThan(0);
    expect(scoped.length).toBe(selectors.length);
  }
});

test('a refresh is at most 8 queries, and one is kept free for routes that changed', () => {
  for (const knownBy of ways) expect(meshWide(w, knownBy).length).toBeLessThanOrEqual(7);
});

test('the mesh-wide queries as they are sent', () => {
  const texts = ways.flatMap((knownBy) =>
    meshWide(w, knownBy).map(({ query }) => `${query.name}: ${toPromql(query.expr)}`),
  );
  expect([...new Set(texts)]).toMatchSnapshot();
});
