import { expect, test } from 'vitest';
import { nodeId } from '#lib/core/ids.ts';
import { readParam } from './codec.ts';
import { directionCodec, focusCodec, focusDirections, hopChoices, hopsCodec } from './focus-codec.ts';

test('a focus is read as it was written', () => {
  const centre = nodeId.parse('wl/Kubernetes/shop/cart-v1');
  expect(focusCodec.parse(focusCodec.serialize(centre))).toBe(centre);
  for (const hops of hopChoices) expect(hopsCodec.parse(hopsCodec.serialize(hops))).toBe(hops);
  for (const way of focusDirections) expect(directionCodec.parse(directionCodec.serialize(way))).toBe(way);
});

test('a link that means nothing shows the whole, or two hops both ways', () => {
  expect(readParam(focusCodec, '')).toBeNull();
  expect(readParam(focusCodec, 'x'.repeat(1001))).toBeNull();
  expect(readParam(hopsCodec, '4')).toBe(2);
  expect(readParam(directionCodec, 'up')).toBe('both');
});
