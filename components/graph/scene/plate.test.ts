import { expect, test } from 'vitest';
import { milliseconds } from '#lib/core/units.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import { buildScene } from './build-scene.ts';
import { type EdgeExtras, noExtras } from './edge-facts.ts';
import { testEdge, testGraph, testNode } from './fixture.ts';
import { edgePlate, type PlateLayers } from './plate.ts';
import { startPresence } from './presence.ts';

const plain = testEdge('shop/cart > shop/stock', 40);
const edge = {
  ...plain,
  reports: {
    ...plain.reports,
    source: plain.reports.source && { ...plain.reports.source, avgLatency: milliseconds.parse(12) },
  },
};
const extras: EdgeExtras = {
  values: { p50: 8, p95: 214, p99: 1240, 'request-throughput': 1200, 'response-throughput': 0 },
  share: 0.384,
};
const noLayers: PlateLayers = { shown: [], marksOf: () => [] };
const spaced = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const text = (labels: readonly EdgeLabel[], told: EdgeExtras = extras) =>
  spaced(edgePlate(edge, labels, null, told, noLayers)?.text);

test('each label says which number it is', () => {
  expect(text(['rate', 'share', 'latency', 'p50', 'p95', 'p99'])).toBe(
    '40 rps · share 38.4 % · mean 12 ms · p50 8 ms · p95 214 ms · p99 1.24 s',
  );
  expect(text(['request-throughput', 'response-throughput'])).toBe('req 1.2 kB/s · resp 0 B/s');
});

test('a mean alone needs no name', () => {
  expect(text(['latency'])).toBe('12 ms');
});

test('a share of all says nothing', () => {
  expect(text(['rate', 'share'], { ...extras, share: 1 })).toBe('40 rps');
});

test('what has not been read, and what is no data, is left out: it is not 0', () => {
  expect(text(['rate', 'share', 'p95', 'response-throughput'], noExtras)).toBe('40 rps');
  expect(text(['p95', 'response-throughput'], { values: { p95: 5 }, share: null })).toBe('p95 5 ms');
  expect(edgePlate(edge, ['p95'], null, noExtras, noLayers)).toBeNull();
});

test('a line for several edges adds up bytes, and claims no percentile or share', () => {
  const nodes = ['shop/a', 'shop/b', 'bank/c'].map((path) => testNode(path));
  const edges = [testEdge('shop/a > bank/c', 1), testEdge('shop/b > bank/c', 1)];
  const scene = buildScene(startPresence(testGraph(nodes, edges)), {
    labels: ['rate', 'share', 'p95', 'request-throughput'],
    edges: 'all',
    boxes: ['namespace'],
    ranks: null,
    isCollapsed: () => true,
    selected: new Set(),
    extrasOf: () => extras,
  });
  expect(scene.edges.map(({ plate }) => spaced(plate?.text))).toEqual(['2 rps · req 2.4 kB/s']);
});

test('locks, weights and findings stand on a plate while their layers are on, and marks of the others as they come', () => {
  const told = {
    ...edge,
    mtls: { state: 'none', share: null, reporter: null } as const,
    findings: { error: 0, warning: 2, info: 0 },
  };
  const mark = { layer: 'timeouts', text: 'timeout 2 s', tone: 'quiet', key: 0 } as const;
  const plate = (layers: PlateLayers) => edgePlate(told, [], null, noExtras, layers);
  expect(plate(noLayers)).toBeNull();
  expect(plate({ shown: ['mtls', 'findings'], marksOf: () => [] })).toMatchObject({
    lock: 'none',
    finding: 'warning',
    marks: [],
  });
  expect(plate({ shown: ['timeouts'], marksOf: () => [mark] })).toMatchObject({
    lock: 'unknown',
    finding: null,
    marks: [mark],
  });
});
