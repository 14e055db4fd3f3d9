import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criticalPath } from './critical-path.ts';
import { errorOrigin } from './error-origin.ts';
import { ownTime } from './own-time.ts';
import { spanTree, type TreeSpan, walk } from './span-tree.ts';
import { spanOf } from './testing/spans.ts';
import { originText } from './trace-text.ts';

const shape = (roots: readonly TreeSpan[]): string =>
  roots
    .map(({ span, children }) => (children.length === 0 ? span.id : `${span.id}(${shape(children)})`))
    .join(' ');

test('children stand below their caller in the order in which they began', () => {
  const spans = [spanOf('b', 'a', { start: 1050 }), spanOf('a', null), spanOf('c', 'a', { start: 1010 })];
  expect(shape(spanTree({ spans }).roots)).toBe('a(c b)');
});

test('a span whose caller is missing is a root and says so', () => {
  const [root] = spanTree({ spans: [spanOf('b', 'gone')] }).roots;
  expect(root?.loose).toBe('orphan');
});

test('a circle is cut at the span that begins first', () => {
  const spans = [spanOf('a', 'b', { start: 1002 }), spanOf('b', 'a', { start: 1001 }), spanOf('c', 'c')];
  const tree = spanTree({ spans });
  expect(shape(tree.roots)).toBe('c b(a)');
  expect(tree.roots.map(({ loose }) => loose)).toEqual(['cycle', 'cycle']);
});

test('two sides of one id are caller and callee, the same side twice is one', () => {
  const client = spanOf('a', null, { kind: 'client', service: 'web.shop' });
  const spans = [spanOf('a', null), client, spanOf('a', null), spanOf('b', 'a')];
  const tree = spanTree({ spans });
  expect(shape(tree.roots)).toBe('a(a(b))');
  expect(tree.twice).toBe(1);
});

test('a callee with another clock is moved into its caller, with what it calls', () => {
  const spans = [
    spanOf('a', null, { kind: 'client', service: 'web.shop', start: 1000, duration: 100 }),
    spanOf('b', 'a', { start: 5000, duration: 60 }),
    spanOf('c', 'b', { start: 5010, duration: 10 }),
  ];
  const at = [...walk(spanTree({ spans }).roots)].map(({ start }) => start);
  expect(at).toEqual([1000, 1020, 1030]);
});

test('own time is what no callee covers, however they overlap', () => {
  const spans = [
    spanOf('a', null, { start: 0, duration: 100 }),
    spanOf('b', 'a', { start: 10, duration: 30 }),
    spanOf('c', 'a', { start: 20, duration: 30 }),
    spanOf('d', 'a', { start: 90, duration: 50 }),
  ];
  const [root] = spanTree({ spans }).roots;
  expect(root && ownTime(root)).toBe(50);
});

test('the critical path passes over what ran beside something longer', () => {
  const spans = [
    spanOf('a', null, { start: 0, duration: 100 }),
    spanOf('b', 'a', { start: 10, duration: 80 }),
    spanOf('c', 'a', { start: 10, duration: 20 }),
    spanOf('d', 'a', { start: 0, duration: 8 }),
  ];
  const [root] = spanTree({ spans }).roots;
  expect([...(root ? criticalPath(root) : [])].map(({ span }) => span.id).sort()).toEqual(['a', 'b', 'd']);
});

test('the origin of a failure is the failed call below which none failed, the first of several', () => {
  const spans = [
    spanOf('a', null, { failed: true }),
    spanOf('b', 'a', { failed: true, start: 1030, duration: 20 }),
    spanOf('c', 'a', { failed: true, start: 1000, duration: 20 }),
    spanOf('d', 'c', { start: 1001, duration: 5 }),
    spanOf('e', 'b', { failed: true, start: 1031, duration: 5 }),
  ];
  expect(errorOrigin(spanTree({ spans }))?.span.id).toBe('c');
});

test('a callee that was hung up on did not fail first', () => {
  const spans = [
    spanOf('a', null, { failed: true }),
    spanOf('b', 'a', {
      failed: true,
      kind: 'client',
      service: 'checkout.shop',
      duration: 900,
      tags: {
        'http.status_code': '504',
        response_flags: 'UT',
        upstream_cluster: 'outbound|80||payment.shop.svc.cluster.local',
      },
    }),
    spanOf('c', 'b', { failed: true, tags: { 'http.status_code': '0', response_flags: 'DC' } }),
  ];
  const origin = errorOrigin(spanTree({ spans }));
  expect(origin?.span.id).toBe('b');
  expect(origin && originText(origin)).toBe(
    'checkout.shop gave up on payment.shop after 900\u00a0ms (504 UT)',
  );
  const [, , hungUp] = spans;
  expect(hungUp && originText({ span: hungUp, children: [] })).toMatch(/was hung up on by its caller after/);
});

test('ends of a call that are stamped a little late are of one clock', () => {
  const client = spanOf('a', null, { kind: 'client', service: 'web.shop', duration: 900 });
  const [root] = spanTree({ spans: [client, spanOf('b', 'a', { start: 1000.4, duration: 900 })] }).roots;
  expect(root?.children[0]?.moved).toBe(0);
});

test('a failed call that was put up with is not passed through a caller that did not fail', () => {
  const spans = [spanOf('a', null), spanOf('b', 'a', { failed: true }), spanOf('c', 'b', { failed: true })];
  expect(errorOrigin(spanTree({ spans }))?.span.id).toBe('c');
  expect(errorOrigin(spanTree({ spans: [spanOf('a', null)] }))).toBeNull();
});

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anySpan = fc
  .record({
    id: ids,
    parent: fc.option(ids),
    kind: fc.constantFrom('client' as const, 'server' as const, 'internal' as const),
    start: fc.integer({ min: 0, max: 50 }),
    duration: fc.integer({ min: 0, max: 50 }),
    failed: fc.boolean(),
  })
  .map(({ id, parent, ...rest }) => spanOf(id, parent, rest));

test('whatever spans claim, each stands in the tree once and the numbers hold', () => {
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
      const tree = spanTree({ spans });
      const found = [...walk(tree.roots)];
      expect(found.length + tree.twice).toBe(spans.length);
      expect(new Set(found.map(({ span }) => span)).size).toBe(found.length);
      expect(tree.roots.reduce((sum, { below }) => sum + 1 + below, 0)).toBe(found.length);
      for (const each of found) {
        const own = ownTime(each);
        expect(own).toBeGreaterThanOrEqual(0);
        expect(own).toBeLessThanOrEqual(each.span.duration);
        expect(each.children.every(({ depth }) => depth === each.depth + 1)).toBe(true);
        expect(each.start).toBeGreaterThanOrEqual(tree.start);
        expect(each.start + each.span.duration).toBeLessThanOrEqual(tree.end);
      }
      expect(errorOrigin(tree) !== null).toBe(found.some(({ span }) => span.failed));
      for (const root of tree.roots) expect(criticalPath(root).has(root)).toBe(true);
    }),
  );
});

test('the order of spans says nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anySpan, { selector: ({ id }) => id }), (spans) => {
      expect(shape(spanTree({ spans: [...spans].reverse() }).roots)).toBe(shape(spanTree({ spans }).roots));
    }),
  );
});

test('ten thousand spans in one chain, and as many below one', () => {
  const chain = Array.from({ length: 10_000 }, (_, i) =>
    spanOf(`s${i}`, i === 0 ? null : `s${i - 1}`, { start: i, duration: 20_000 - 2 * i }),
  );
  const deep = [...walk(spanTree({ spans: chain }).roots)];
  expect(deep.at(-1)?.depth).toBe(9999);
  const fan = chain.map((span, i) => (i === 0 ? span : { ...span, parent: 's0' }));
  expect(spanTree({ spans: fan }).roots[0]?.children).toHaveLength(9999);
});
