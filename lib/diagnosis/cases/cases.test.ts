import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { accusesConfiguration, causeCodes } from '../catalogue.ts';
import { controlPlaneProblems } from '../control-plane-problems.ts';
import { noControl } from '../telemetry.ts';
import { allSeries } from '../testing/series.ts';
import { caseAt, toldBy, toldOfControl } from '../testing/told-by.ts';
import { controlPlaneCases } from './control-plane.ts';
import { innocent } from './innocent.ts';
import { platform } from './platform.ts';
import { reported } from './reported.ts';

const all = [...reported, ...innocent, ...platform];

test.each(all)('$what', ({ objects, others, calls, told }) => {
  expect(toldBy({ objects, others, series: allSeries(...calls) })).toMatchObject(told);
});

test.each([...innocent, ...platform])(
  '$what: nothing is accused that is written',
  ({ objects, others, calls, told }) => {
    const { code, object, sentence } = toldBy({ objects, others, series: allSeries(...calls) });
    const known = causeCodes.find((each) => each === code);
    // A limit that no object is found for accuses nobody.
    expect(known !== undefined && accusesConfiguration(known) && object !== null).toBe(false);
    if (told.code === null) expect(sentence).toMatch(/cannot tell why/);
  },
);

test('as many are after public reports, and as many accuse nobody, as are asked for', () => {
  expect(new Set(reported.map(({ report }) => report)).size).toBeGreaterThanOrEqual(10);
  expect(innocent.length).toBeGreaterThanOrEqual(8);
});

test.each(all)('$what: the order of series and labels says nothing', ({ objects, others, calls }) => {
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
  expect(toldBy({ objects, others, series: turned })).toEqual(toldBy({ objects, others, series }));
});

test.each(controlPlaneCases)('$what', ({ objects, telemetry, told }) => {
  const [cluster] = mesh(objects).clusters.values();
  if (cluster === undefined) throw new Error('a mesh has a cluster');
  const at = epochSeconds.parse(caseAt);
  const found = controlPlaneProblems(cluster, { ...noControl, ...telemetry }, at);
  expect(toldOfControl(found)).toEqual(told);
});
