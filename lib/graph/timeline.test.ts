import { expect, test } from 'vitest';
import { epochSeconds, perSecond, seconds } from '#lib/core/units.ts';
import type { Labels, MatrixRow } from '#lib/prom/series.ts';
import { axisOf } from './chart-series.ts';
import { endShowing, errorShareOf, pointAt, timelineOf, worstPoint } from './timeline.ts';

const at = (value: number) => epochSeconds.parse(value);
const axis = axisOf(at(100), at(130), seconds.parse(10));
const row = (labels: Labels, ...values: [number, number | null][]): MatrixRow => ({
  labels,
  points: values.map(([t, value]) => [at(t), value] as const),
});
const source = { reporter: 'source' };

test('what callers saw speaks for the mesh; a moment without it is a gap', () => {
  const timeline = timelineOf(
    [row(source, [100, 10], [110, 20], [130, 0]), row({ reporter: 'destination' }, [100, 9], [120, 9])],
    [
      row({ ...source, response_code: '503' }, [110, 1]),
      row({ ...source, response_code: '200', grpc_response_status: '14' }, [110, 2]),
      row({ ...source, response_code: '302' }, [110, 5]),
      row({ reporter: 'destination', response_code: '503' }, [110, 7]),
    ],
    axis,
  );
  expect(timeline.reporter).toBe('source');
  expect(timeline.points.map(({ rate, errors }) => [rate, errors])).toEqual([
    [10, 0],
    [20, 3],
    [null, null],
    [0, 0],
  ]);
});

test.each([
  ['destination', ['destination', 'waypoint']],
  ['waypoint', ['waypoint']],
  [null, []],
])('where callers say nothing, %s does', (expected, reporters) => {
  const rows = [row(source), ...reporters.map((reporter) => row({ reporter }, [100, 1]))];
  expect(timelineOf(rows, [], axis).reporter).toBe(expected);
});

test('errors that could not be asked for are not none', () => {
  const [point] = timelineOf([row(source, [100, 10])], null, axis).points;
  expect(point).toEqual({ at: 100, rate: 10, errors: null });
});

const point = (t: number, rate: number | null, errors: number | null) => ({
  at: at(t),
  rate: rate === null ? null : perSecond.parse(rate),
  errors: errors === null ? null : perSecond.parse(errors),
});

test('a share is of what was asked; nothing asked has none', () => {
  expect(errorShareOf(point(0, 10, 1))).toBe(0.1);
  expect(errorShareOf(point(0, 0, 0))).toBeNull();
  expect(errorShareOf(point(0, null, null))).toBeNull();
  expect(errorShareOf(point(0, 10, null))).toBeNull();
});

test('the worst point, and the nearest one', () => {
  const points = [point(0, 10, 1), point(10, 10, 4), point(20, 100, 10)];
  expect(worstPoint(points)?.at).toBe(10);
  expect(worstPoint([point(0, 10, 0)])).toBeNull();
  expect(pointAt(points, 13)?.at).toBe(10);
  expect(pointAt(points, 16)?.at).toBe(20);
  expect(pointAt([], 1)).toBeNull();
});

const hour = seconds.parse(3600);
test.each([
  ['the present', null, null, null],
  ['the present, from the past', null, 5000, null],
  ['a moment on it', 97_000, null, null],
  ['its own first moment, on the grid', 96_390, null, null],
  ['a moment on an old one, which stays', 50_500, 52_000, 52_000],
  ['a moment before it', 50_000, null, 51_800],
  ['a moment after an old one', 98_500, 52_000, null],
  ['what has not come', 100_100, 52_000, null],
])('the timeline shows %s', (_, moment, end, expected) => {
  const view = { span: hour, end: end === null ? null : at(end) };
  expect(endShowing(moment === null ? null : at(moment), view, 100_000)).toBe(expected);
});
