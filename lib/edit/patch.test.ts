import fc from 'fast-check';
import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { expect, test } from 'vitest';
import type { JsonPatchOperation } from './change-plan.ts';
import { patchBetween } from './patch.ts';

const key = fc.constantFrom('a', 'b/c', 'd~e', '', '0', 'route', 'weight');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null), fc.constantFrom('', 'x')),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(key, json.value, { maxKeys: 4, noNullPrototype: true });

const applied = (to: unknown, patch: readonly JsonPatchOperation[]): unknown =>
  fastJsonPatch.applyPatch(structuredClone(to), patch as Operation[], true).newDocument;

test('applied to what was before it makes what is after, and its inverse takes it back', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      expect(applied(before, patchBetween(before, after))).toEqual(after);
      expect(applied(applied(before, patchBetween(before, after)), patchBetween(after, before))).toEqual(
        before,
      );
    }),
    { numRuns: 2000 },
  );
});

test('nothing is done where nothing differs, in whatever order the keys are', () => {
  expect(patchBetween({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toEqual([]);
});

test('what neither side changes is in no operation', () => {
  fc.assert(
    fc.property(object, object, json.value, (before, after, kept) => {
      const patch = patchBetween({ ...before, kept }, { ...after, kept });
      expect(patch.filter(({ path }) => path.startsWith('/kept'))).toEqual([]);
    }),
  );
});

test('a value that was replaced or removed is a conflict when another has changed it meanwhile', () => {
  fc.assert(
    fc.property(json.value, json.value, json.value, (before, after, other) => {
      const patch = patchBetween({ a: before }, { a: after });
      fc.pre(patch.some(({ op, path }) => op === 'replace' && path === '/a'));
      fc.pre(JSON.stringify(other) !== JSON.stringify(before));
      fc.pre(patchBetween(other, before).length > 0);
      expect(() => applied({ a: other }, patch)).toThrow();
    }),
  );
});

const rules = [
  { name: 'header', route: [{ weight: 100 }] },
  { name: 'rest', route: [{ weight: 90 }, { weight: 10, unknown: true }] },
];

test('a value deep in a list is written alone, once the element it is in is the one that was seen', () => {
  const after = structuredClone(rules);
  const [, rest] = after;
  if (rest !== undefined) rest.route = [{ weight: 80 }, { weight: 20, unknown: true }];
  const patch = patchBetween(rules, after, ['spec', 'http']);
  expect(patch).toEqual([
    { op: 'test', path: '/spec/http/1', value: rules[1] },
    { op: 'replace', path: '/spec/http/1/route/0/weight', value: 80 },
    { op: 'replace', path: '/spec/http/1/route/1/weight', value: 20 },
  ]);
  const swapped = { spec: { http: [rules[1], rules[0]] } };
  expect(() => applied(swapped, patch)).toThrow();
});

test('an element put between others moves them and writes none', () => {
  const [first, second] = rules;
  expect(patchBetween(rules, [first, { name: 'new' }, second])).toEqual([
    { op: 'test', path: '', value: rules },
    { op: 'add', path: '/1', value: { name: 'new' } },
  ]);
});
