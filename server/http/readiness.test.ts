import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { mesh, service } from '#lib/graph/testing/mesh.ts';
import { emptySnapshot, type KindState } from '#lib/mesh/snapshot.ts';
import { systemClock } from '#server/clock.ts';
import { SnapshotStore } from '#server/kube/store.ts';
import { exposition, metrics, observeRefresh } from './metrics.ts';
import { readiness } from './readiness.ts';

const closed = AbortSignal.abort();
const listed = mesh([service('shop', 'cart')]);

function withState(state: KindState) {
  const clusters = [...listed.clusters].map(
    ([id, cluster]) =>
      [id, { ...cluster, states: new Map([...cluster.states, ['Pod' as const, state]]) }] as const,
  );
  return { snapshot: () => ({ version: 1, clusters: new Map(clusters) }) };
}

test('ready when every kind was listed once, or is known to be absent or forbidden', () => {
  const since = '2026-01-01T00:00:00Z';
  expect(readiness({ snapshot: () => emptySnapshot }).ready).toBe(false);
  const { snapshot: unasked } = new SnapshotStore(clusterId.parse('Kubernetes'), systemClock, closed);
  expect(readiness({ snapshot: () => unasked })).toEqual({
    ready: false,
    text: 'The Kubernetes API has not answered yet.\n',
  });
  expect(readiness(withState({ phase: 'loading' }))).toEqual({ ready: false, text: 'Still listing: Pod.\n' });
  const states: KindState[] = [
    { phase: 'live', since },
    { phase: 'stale', since, reason: 'gone' },
    { phase: 'not-installed' },
    { phase: 'forbidden', reason: 'no' },
  ];
  for (const state of states) expect(readiness(withState(state)).ready).toBe(true);
});

test('the exposition counts objects, refreshes and what they cost', async () => {
  const cost = {
    name: 'requests',
    promql: 'up',
    at: 1 as never,
    took: 1 as never,
    series: 1,
    samples: 41,
    warnings: [],
    error: null,
  };
  observeRefresh(
    { samples: [], missing: [], costs: [cost, { ...cost, samples: null, error: 'slow' }], failed: null },
    250,
    300,
  );
  const text = await exposition({ snapshot: () => listed });
  expect(text).toContain('weft_snapshot_objects{cluster="Kubernetes",kind="Service"} 1');
  expect(text).toContain('weft_prometheus_queryable_samples_total{query="requests"} 41');
  expect(text).toContain('weft_prometheus_queries_total{query="requests",outcome="failure"} 1');
  expect(text).toContain('weft_prometheus_refresh_duration_seconds_sum{window="300"} 0.25');
  expect(text).toContain('process_resident_memory_bytes');
  expect(metrics()).toBe(metrics());
});
