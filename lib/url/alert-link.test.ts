import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { alertLabelsCodec, alertLabelsIn, alertMoment, readAlertTime } from './alert-link.ts';

test.each([
  ['1763722000', 1_763_722_000],
  ['1763722000123', 1_763_722_000],
  ['1763722000.5', 1_763_722_000],
  ['2025-11-21T10:46:40Z', 1_763_722_000],
  ['2025-11-21T10:46:40.123456789Z', 1_763_722_000],
  ['2025-11-21T11:46:40+01:00', 1_763_722_000],
  ['2025-11-21T11:46:40 01:00', null],
  ['yesterday', null],
  ['', null],
  ['2025-13-41T99:99:99Z', null],
])('the beginning %s is read', (text, moment) => {
  expect(readAlertTime(text)).toBe(moment);
});

test('what is recent or to come is shown live', () => {
  const now = epochSeconds.parse(1_763_722_000);
  const ago = (seconds: number) => epochSeconds.parse(now - seconds);
  expect([ago(60), ago(-60), ago(3600), null].map((each) => alertMoment(each, now))).toEqual([
    null,
    null,
    ago(3600),
    null,
  ]);
});

test('labels come back from their text; time and view are none', () => {
  const labels = { source_workload: 'a&b=c', destination_service: 'd.e.svc:80 %' };
  expect(alertLabelsCodec.parse(alertLabelsCodec.serialize(labels))).toEqual(labels);
  expect(
    alertLabelsIn([
      ['at', '1'],
      ['pod', 'a'],
      ['pod', 'b'],
      ['namespace', 'shop'],
    ]),
  ).toEqual({ pod: 'a', namespace: 'shop' });
});

test('property: any labels are written so that they are read back', () => {
  const name = fc
    .stringMatching(/^[a-z_]{1,20}$/)
    .filter((text) => !['at', 'ns', 'vs', 'sel'].includes(text));
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ minLength: 1, maxLength: 50 }), { maxKeys: 10 }), (drawn) => {
      const labels = alertLabelsIn(Object.entries(drawn));
      expect(alertLabelsCodec.parse(alertLabelsCodec.serialize(labels))).toEqual(labels);
    }),
  );
});
