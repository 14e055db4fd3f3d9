import { expect, test } from 'vitest';
import { z } from 'zod';
import { finding } from '#lib/core/finding.ts';
import { codeInfo, findingText } from '#lib/validation/codes.ts';
import { examples } from './examples.ts';
import { operations } from './openapi.ts';

const told = operations.filter(({ path }) => examples[path] !== undefined);

test('the endpoints of configuration and findings have an example, and every example an endpoint', () => {
  const wanted = ['field', 'findings', 'object', 'objects', 'review'].map((name) => `/api/v1/${name}`);
  expect(Object.keys(examples)).toEqual(expect.arrayContaining(wanted));
  expect(told.map(({ path }) => path).sort()).toEqual(Object.keys(examples).sort());
});

test.each(told.map((one) => [one.path, one] as const))(
  '%s: its example is what it takes and gives',
  (path, one) => {
    const { query, request, answer } = examples[path] ?? { answer: null };
    // A field that a schema does not know is dropped by it: the example would promise what does not come.
    expect(one.answer?.schema.parse(answer)).toEqual(answer);
    if (one.request !== undefined) expect(one.request.parse(request)).toMatchObject(Object(request));
    else expect(request).toBeUndefined();
    for (const name of Object.keys(query ?? {})) expect(Object.keys(one.params?.shape ?? {})).toContain(name);
    if (one.params !== undefined) expect(one.params.safeParse(query ?? {}).success).toBe(true);
  },
);

test('the findings in them are of the catalogue', () => {
  const codes = z.array(finding).parse(Object.values(examples).flatMap(({ answer }) => findingsIn(answer)));
  expect(codes.length).toBeGreaterThan(2);
  for (const one of codes) {
    expect(codeInfo(one.code)?.level).toBe(one.level);
    expect(findingText(one)).not.toContain('undefined');
  }
});

const findingsIn = (answer: unknown): readonly unknown[] => {
  const { findings, appeared, gone, kept } = Object(answer);
  return [findings, appeared, gone, kept].flatMap((list) => (Array.isArray(list) ? list : []));
};
