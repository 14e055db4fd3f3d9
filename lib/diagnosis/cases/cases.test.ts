import { expect, test } from 'vitest';
import { accusesConfiguration, causeCodes } from '../catalogue.ts';
import { allSeries } from '../testing/series.ts';
import { toldBy } from '../testing/told-by.ts';
import { innocent } from './innocent.ts';
import { reported } from './reported.ts';

test.each([...reported, ...innocent])('$what', ({ objects, calls, told }) => {
  expect(toldBy({ objects, series: allSeries(...calls) })).toMatchObject(told);
});

test.each(innocent)('$what: no configuration is accused', ({ objects, calls, told }) => {
  const { code, sentence } = toldBy({ objects, series: allSeries(...calls) });
  const known = causeCodes.find((each) => each === code);
  expect(known !== undefined && accusesConfiguration(known)).toBe(false);
  if (told.code === null) expect(sentence).toMatch(/cannot tell why/);
});

test('as many are after public reports, and as many accuse nobody, as are asked for', () => {
  expect(new Set(reported.map(({ report }) => report)).size).toBeGreaterThanOrEqual(10);
  expect(innocent.length).toBeGreaterThanOrEqual(8);
});

test.each([...reported, ...innocent])(
  '$what: the order of series and labels says nothing',
  ({ objects, calls }) => {
    const series = allSeries(...calls);
    const turned = series
      .split('\n')
      .reverse()
      .map((line) => {
        const [, inner = '', value = ''] = /\{(.*)\} (\S+)$/.exec(line) ?? [];
        // Of these only flags have a comma in their value.
        const labels = inner.split(/,(?=\w+=)/).reverse();
        return `istio_requests_total{${labels.join(',')}} ${value}`;
      })
      .join('\n');
    expect(toldBy({ objects, series: turned })).toEqual(toldBy({ objects, series }));
  },
);
