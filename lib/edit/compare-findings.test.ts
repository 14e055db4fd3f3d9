import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { compareFindings } from './compare-findings.ts';

const finding = (name: string, code = 'IST0101', path = 'spec', args = {}): Finding => ({
  code,
  level: 'error',
  object: refTo('Service', name),
  path,
  args,
});

test('what was there and is, what is new, what is gone', () => {
  const [a, b, c] = [finding('a'), finding('b'), finding('c')];
  expect(compareFindings([a, b], [b, c])).toEqual({ appeared: [c], gone: [a], kept: [b] });
});

test('a finding whose field moved is the same; one about something else is not', () => {
  const before = finding('a', 'IST0101', 'spec.http[0]', { name: 'crat' });
  const after = finding('a', 'IST0101', 'spec.http[1]', { name: 'crat' });
  const other = finding('a', 'IST0101', 'spec.http[0]', { name: 'wbe' });
  expect(compareFindings([before], [other, after])).toEqual({ appeared: [other], gone: [], kept: [after] });
});

test('property: every finding is told once, and nothing changes where nothing did', () => {
  const any = fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('IST0101', 'IST0130'), fc.constantFrom('x', 'y'))
    .map(([name, code, path]) => finding(name, code, path));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), fc.array(any, { maxLength: 8 }), (before, after) => {
      const { appeared, gone, kept } = compareFindings(before, after);
      expect(appeared.length + kept.length).toBe(after.length);
      expect(gone.length + kept.length).toBe(before.length);
      expect(compareFindings(after, after)).toEqual({ appeared: [], gone: [], kept: after });
    }),
  );
});
