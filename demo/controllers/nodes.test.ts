import { expect, test } from 'vitest';
import { type DemoNode, node } from './model.ts';
import { reconcileNode } from './nodes.ts';

const now = '2026-01-01T00:00:00Z';
const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
const made = (name: string, rest: object): DemoNode =>
  node.parse({ metadata: { name, uid: name, resourceVersion: '1' }, ...rest });
const ready = { conditions: [{ type: 'Ready', status: 'True' }] };

test('a new node becomes ready, then loses the taint that the API server gave it, then is left alone', () => {
  expect(reconcileNode(made('node-a1', { spec: { taints: [notReady] } }), now)).toMatchObject([
    { subresource: 'status', patch: { status: { conditions: expect.any(Array) } } },
  ]);
  expect(reconcileNode(made('node-a1', { spec: { taints: [notReady] }, status: ready }), now)).toMatchObject([
    { subresource: null, patch: { spec: { taints: null } } },
  ]);
  expect(reconcileNode(made('node-a1', { status: ready }), now)).toEqual([]);
});

test('a taint that somebody set stays', () => {
  const spec = { taints: [notReady, { key: 'maintenance', effect: 'NoSchedule' }] };
  expect(reconcileNode(made('node-a1', { spec, status: ready }), now)).toMatchObject([
    { patch: { spec: { taints: [{ key: 'maintenance', effect: 'NoSchedule' }] } } },
  ]);
});

test('a node of somebody else is not ours to speak for', () => {
  expect(reconcileNode(made('worker-1', { spec: { taints: [notReady] } }), now)).toEqual([]);
});
