import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { boxKinds } from '#lib/url/drawing-codec.ts';
import { boxesOf, boxKindOf, boxName, sharedBoxes } from './boxes.ts';
import { node } from './testing/elements.ts';

// Some name their clusters with a slash, as AWS does.
const cluster = clusterId.parse('cluster/east');
const reviews = node('shop/reviews-v1', { cluster });

test('a cluster holds its namespaces, a namespace its applications', () => {
  const path = boxesOf(reviews, boxKinds);
  expect(path.map((box) => [boxKindOf(box), boxName(box)])).toEqual([
    ['cluster', 'cluster/east'],
    ['namespace', 'shop'],
    ['app', 'reviews'],
  ]);
  expect(boxesOf(reviews, ['app', 'cluster'])).toEqual([path[0], path[2]]);
  expect(boxesOf(reviews, [])).toEqual([]);
});

test('a host outside is in the box of its cluster alone, a Service in no application', () => {
  const kindsOf = (of: typeof reviews) => boxesOf(of, boxKinds).map(boxKindOf);
  expect(kindsOf(node('x/api.example', { namespace: null, app: null }))).toEqual(['cluster']);
  expect(kindsOf(node('shop/reviews', { kind: 'service', app: null }))).toEqual(['cluster', 'namespace']);
});

test('boxes that are named alike in two clusters, or in two namespaces, are two', () => {
  const others = [node('shop/reviews-v2', { cluster: clusterId.parse('west') }), node('bank/reviews-v1')];
  const boxes = [reviews, ...others].flatMap((each) => boxesOf(each, boxKinds));
  expect(new Set(boxes).size).toBe(boxes.length);
});

test('a box is shared by two at least', () => {
  const both = [reviews, node('shop/reviews-v2', { cluster }), node('shop/cart-v1', { cluster })];
  const shared = [...sharedBoxes(both.map((each) => boxesOf(each, boxKinds)))];
  expect(shared.map(boxName)).toEqual(['cluster/east', 'shop', 'reviews']);
  expect(sharedBoxes([boxesOf(reviews, boxKinds)]).size).toBe(0);
});
