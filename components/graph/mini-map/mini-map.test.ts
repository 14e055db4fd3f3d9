import { expect, test } from 'vitest';
import { boundsOf, isBeyond } from '../canvas/overview.ts';
import { mapFrame, onMap, onPlane } from './map-frame.ts';

const size = { width: 180, height: 120 };
const rects = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 30 }],
  ['b', { x: 4000, y: -500, width: 100, height: 30 }],
]);
const frames = new Map([['shop', { x: -70, y: -50, width: 140, height: 90 }]]);

test('all nodes and boxes lie on the map, and a place on it is the place on the plane', () => {
  const bounds = boundsOf({ rects, frames });
  expect(bounds).toEqual({ x1: -70, y1: -515, x2: 4050, y2: 40 });
  if (!bounds) return;
  const frame = mapFrame(bounds, size);
  for (const at of [
    { x: bounds.x1, y: bounds.y1 },
    { x: bounds.x2, y: bounds.y2 },
  ]) {
    const { x, y } = onMap(frame, at);
    expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
    const back = onPlane(frame, { x, y });
    expect([back.x, back.y]).toEqual([expect.closeTo(at.x), expect.closeTo(at.y)]);
  }
});

test('a single node is no reason to divide by nothing', () => {
  const frame = mapFrame({ x1: 5, y1: 5, x2: 5, y2: 5 }, size);
  expect(onMap(frame, { x: 5, y: 5 })).toEqual({ x: 90, y: 60 });
  expect(boundsOf({ rects: new Map(), frames: new Map() })).toBeNull();
});

test('there is a map only while something is out of sight', () => {
  const bounds = { x1: 0, y1: 0, x2: 100, y2: 100 };
  expect(isBeyond({ bounds, sight: { x1: -1, y1: -1, x2: 101, y2: 101 } })).toBe(false);
  expect(isBeyond({ bounds, sight: { x1: 1, y1: -1, x2: 101, y2: 101 } })).toBe(true);
  expect(isBeyond({ bounds, sight: { x1: -1, y1: -1, x2: 101, y2: 99 } })).toBe(true);
  expect(isBeyond({ bounds: null, sight: bounds })).toBe(false);
});
