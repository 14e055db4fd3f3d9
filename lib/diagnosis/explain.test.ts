import { expect, test } from 'vitest';
import { perSecond } from '#lib/core/units.ts';
import { cannotTell, goneText, symptomText } from './explain.ts';
import type { Symptom } from './symptom.ts';

const slow: Symptom = { kind: 'slow', now: 900, before: 20, since: null };
const denied: Symptom = {
  kind: 'errors',
  outcome: { code: '-', grpcStatus: null, flags: ['DENY'] },
  madeBy: 'caller-proxy',
  reporter: 'ztunnel',
  count: 600,
  errors: 600,
  total: 0,
  share: null,
  rate: perSecond.parse(2),
  since: null,
};

test('where nothing can be told of what is slow or silent a sentence says where to look', () => {
  expect(cannotTell({ symptom: slow, causes: [] })).toMatch(
    /^cannot tell why\. Look at the pods of both ends/,
  );
  expect(cannotTell({ symptom: denied, causes: [] })).toMatch(/^cannot tell why\. It is made by .*; look at/);
});

test('a part of what nobody counts is not told', () => {
  expect(symptomText(denied)).toMatch(/^no response DENY, 2.rps$/);
});

test('what is over is named by how it showed', () => {
  expect(goneText(denied)).toBe('no response DENY is not seen any more');
  expect(goneText(slow)).toMatch(/^requests do not take 900.ms any more$/);
});
