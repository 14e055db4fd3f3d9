import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { PodContainer, PodReport } from '#lib/mesh/pod-report.ts';
import { containerText, podState, restartsOf } from './pod-state.ts';

const none = { is: '', reason: '', exitCode: null, ended: null };
const container = (state: Partial<PodContainer['state']>, restarts: number | null = 0): PodContainer => ({
  name: 'app',
  part: 'application',
  image: 'i',
  ready: false,
  restarts,
  state: { ...none, ...state },
  last: null,
});
const pod = (more: Partial<PodReport>): PodReport => ({
  object: { cluster: clusterId.parse('c'), group: '', kind: 'Pod', namespace: 'shop', name: 'cart-1' },
  phase: 'Running',
  reason: '',
  ready: false,
  ending: false,
  conditions: [],
  containers: [],
  proxy: { kind: 'sidecar', version: null, revision: null },
  node: null,
  zone: null,
  address: null,
  created: null,
  events: [],
  ...more,
});

const cases: [Partial<PodReport>, string, string][] = [
  [{ ready: true }, 'healthy', 'Ready'],
  [{ ready: true, ending: true }, 'idle', 'Ending'],
  [{ containers: [container({ is: 'waiting', reason: 'CrashLoopBackOff' })] }, 'failing', 'CrashLoopBackOff'],
  [
    { phase: 'Pending', containers: [container({ is: 'waiting', reason: 'ContainerCreating' })] },
    'degraded',
    'Pending',
  ],
  [{ phase: 'Failed', reason: 'Evicted' }, 'failing', 'Evicted'],
  [{}, 'degraded', 'Not ready'],
];

test.each(cases)('a pod with %j is %s: %s', (more, status, word) => {
  expect(podState(pod(more))).toEqual({ status, word });
});

test('a container in words', () => {
  expect(containerText(none)).toBe('not told');
  expect(containerText({ ...none, is: 'running' })).toBe('running');
  expect(containerText({ ...none, is: 'terminated', reason: 'OOMKilled', exitCode: 137 })).toBe(
    'ended: OOMKilled, exit code 137',
  );
});

test('restarts of all containers', () => {
  expect(restartsOf(pod({ containers: [container({}, 2), container({}, null), container({}, 1)] }))).toBe(3);
});
