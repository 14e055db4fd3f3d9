import { expect, test } from 'vitest';
import { perSecond } from '#lib/core/units.ts';
import { edge, graph, node } from './testing/elements.ts';
import { trafficShares } from './traffic-share.ts';

const sends = (rate: number | null) => ({ outRate: rate === null ? null : perSecond.parse(rate) });
const all = () => true;
const percent = (shares: ReadonlyMap<string, number>) =>
  Object.fromEntries(
    [...shares].map(([id, share]) => [id.replace(/ \w+$/, ''), Math.round(share * 1000) / 10]),
  );

test('the part of what its source sends, HTTP and gRPC together', () => {
  const shares = trafficShares(
    graph(
      [node('shop/a', sends(4)), node('shop/b'), node('shop/c')],
      [
        edge('shop/a > shop/b', { count: 900 }),
        edge('shop/a > shop/c', { count: 300 }, { protocol: 'grpc' }),
      ],
    ),
    all,
  );
  expect(percent(shares)).toEqual({ 'shop/a > shop/b': 75, 'shop/a > shop/c': 25 });
});

test('requests to what is not on screen are among what a source sends', () => {
  const one = graph([node('shop/a', sends(4)), node('shop/b')], [edge('shop/a > shop/b', { count: 300 })]);
  expect(percent(trafficShares(one, all))).toEqual({ 'shop/a > shop/b': 25 });
});

test('a service sends what its edges carry', () => {
  const canary = graph(
    [node('shop/s', { kind: 'service' }), node('shop/s-v1'), node('shop/s-v2')],
    [edge('shop/s > shop/s-v1', { count: 90 }), edge('shop/s > shop/s-v2', { count: 10 })],
  );
  expect(percent(trafficShares(canary, all))).toEqual({ 'shop/s > shop/s-v1': 90, 'shop/s > shop/s-v2': 10 });
});

test('no share where it cannot be known: bytes, no report, a source that is not known or sends nothing', () => {
  const unknown = graph(
    [node('shop/a', sends(1)), node('shop/b'), node('shop/c', sends(0)), node('shop/d', sends(2))],
    [
      edge('shop/a > shop/b', { bytes: 100 }),
      edge('shop/a > shop/c'),
      edge('shop/b > shop/a', { count: 300 }),
      edge('shop/c > shop/a', { count: 0 }),
      edge('shop/d > shop/a', { count: 300 }),
    ],
  );
  expect(percent(trafficShares(unknown, ({ name }) => name !== 'd'))).toEqual({});
});
