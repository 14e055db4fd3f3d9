import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRuleLabels, ruleLabelsText } from './rule-labels.ts';

test('labels are read as kubectl writes them', () => {
  expect(readRuleLabels('release=kube-prometheus-stack, app.kubernetes.io/part-of=mesh')).toEqual({
    release: 'kube-prometheus-stack',
    'app.kubernetes.io/part-of': 'mesh',
  });
  expect(readRuleLabels(' ')).toEqual({});
  expect(readRuleLabels('empty=')).toEqual({ empty: '' });
});

test.each([
  'release',
  '=x',
  'a=b=c',
  'a=b,',
  '-a=b',
  'a=b c',
  'a/b/c=d',
  'UP.case/x=y',
  `a=${'x'.repeat(64)}`,
  Array.from({ length: 11 }, (_, i) => `l${i}=x`).join(','),
])('what is no label is refused whole: %s', (text) => {
  expect(readRuleLabels(text)).toBeNull();
});

test('what is written is read again', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  fc.assert(
    fc.property(fc.dictionary(name, name, { maxKeys: 5 }), (labels) => {
      expect(readRuleLabels(ruleLabelsText(labels))).toEqual({ ...labels });
    }),
  );
});
