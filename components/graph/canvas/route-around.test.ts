import { expect, test } from 'vitest';
import { detour } from './route-around.ts';

const node = (x: number, y: number) => ({ x, y, width: 100, height: 32 });

test('a line with nothing in its way stays straight', () => {
  expect(detour(node(0, 0), node(0, 300), [node(200, 150)])).toBe(0);
});

test('a node in the way is passed on the side that is free, no further off than it takes', () => {
  const free = detour(node(0, 0), node(0, 300), [node(20, 150)]);
  expect(Math.abs(free)).toBeGreaterThan(0);
  const [left, right] = [node(-110, 150), node(110, 150)];
  expect(Math.sign(detour(node(0, 0), node(0, 300), [node(0, 150), left]))).not.toBe(
    Math.sign(detour(node(0, 0), node(0, 300), [node(0, 150), right])),
  );
});

test('where every way is blocked the line stays straight', () => {
  const wall = Array.from({ length: 9 }, (_, i) => node((i - 4) * 100, 150));
  expect(detour(node(0, 0), node(0, 300), wall)).toBe(0);
});
