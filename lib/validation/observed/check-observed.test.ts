import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { clusters, service, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { findingText } from '../codes.ts';
import { observedRules } from './all.ts';
import { checkObserved } from './check-observed.ts';
import type { ObservedRule } from './observed-rule.ts';
import type { Seen } from './seen.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };

const observed = (snapshot: MeshSnapshot, samples = [sample('requests', call, 10)]) => ({
  snapshot,
  graph: testGraph(snapshot, samples, { at: epochSeconds.parse(1_800_000_000) }),
});

const ruleOf = (check: ObservedRule['check'], reads: ObservedRule['reads'] = []): ObservedRule => ({
  name: 'test',
  codes: ['WEFT0220'],
  reads,
  check,
});

test('a rule that throws says so, and the others go on', () => {
  const fails = ruleOf(() => {
    throw new Error('no such thing');
  });
  const asked: string[] = [];
  const other = ruleOf((cluster) => {
    asked.push(cluster.id);
    return [];
  });
  const found = checkObserved(observed(clusters({ Kubernetes: ends })), [fails, other]).findings;
  expect(found.map(findingText)).toEqual(['The check test failed: no such thing']);
  expect(asked).toEqual(['Kubernetes']);
});

test('a rule is silent where a kind that it needs may not be listed', () => {
  const { graph, snapshot } = observed(clusters({ Kubernetes: ends }));
  const [cluster] = snapshot.clusters.values();
  if (cluster === undefined) throw new Error('there is one');
  const states = new Map(cluster.states).set('Service', { phase: 'forbidden', reason: 'no right' });
  const asked: string[] = [];
  const rule = ruleOf(() => {
    asked.push('asked');
    return [];
  }, ['Service']);
  const half = { version: 2, clusters: new Map([[cluster.id, { ...cluster, states }]]) };
  checkObserved({ graph, snapshot: half }, [rule]);
  expect(asked).toEqual([]);
  checkObserved({ graph, snapshot }, [rule]);
  expect(asked).toEqual(['asked']);
});

test('each cluster is shown what its own workloads send and get', () => {
  const two = clusters({ Kubernetes: ends, other: workload('shop', 'front') });
  const seen = new Map<string, Seen>();
  const rule = ruleOf((cluster, what) => {
    seen.set(cluster.id, what);
    return [];
  });
  const abroad = { ...call, more: { source_cluster: 'other' } };
  checkObserved(observed(two, [sample('requests', call, 10), sample('requests', abroad, 5)]), [rule]);
  const counts = [...seen].map(([id, { sendings, arrivals }]) => [
    id,
    sendings.map(({ count }) => count),
    arrivals.length,
  ]);
  expect(counts).toEqual([
    ['Kubernetes', [3000], 2],
    ['other', [1500], 0],
  ]);
});

test('hosts are worth timing whose mean comes near a timeout of theirs, the nearest first', () => {
  const route = (host: string, timeout: string) =>
    virtualService('shop', host, [{ timeout, route: [{ destination: { host } }] }]);
  const to = (name: string, mean: number) => {
    const each = { from: 'shop/front', to: `shop/${name}`, service: `shop/${name}` };
    return [sample('requests', each, 10), sample('latency', each, 10 * mean)];
  };
  const names = ['near', 'nearer', 'far', 'free'];
  const snapshot = clusters({
    Kubernetes: [
      ...workload('shop', 'front'),
      ...names.flatMap((name) => [...workload('shop', name), service('shop', name)]),
      ...names.slice(0, 3).map((name) => route(name, '1s')),
    ],
  });
  const samples = [...to('near', 100), ...to('nearer', 300), ...to('far', 5), ...to('free', 300)];
  expect(checkObserved(observed(snapshot, samples)).toTime).toEqual([
    'nearer.shop.svc.cluster.local',
    'near.shop.svc.cluster.local',
  ]);
});

test('every rule is in a file of its name, with a test beside it, and no two have a code', () => {
  const dir = path.join(import.meta.dirname, 'rules');
  for (const { name } of observedRules) {
    expect(existsSync(path.join(dir, `${name}.ts`)), name).toBe(true);
    expect(existsSync(path.join(dir, `${name}.test.ts`)), name).toBe(true);
  }
  const all = observedRules.flatMap(({ codes }) => codes);
  expect(new Set(all).size).toBe(all.length);
});
