import { expect, test } from 'vitest';
import { finishDeletion, isOrphan } from './garbage.ts';

const owned = (uid: string) => ({
  metadata: {
    name: 'a',
    uid: 'a',
    resourceVersion: '1',
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid, controller: true }],
  },
});
const leaving = (finalizer: string) => ({
  metadata: {
    name: 'rs',
    uid: 'rs',
    resourceVersion: '1',
    deletionTimestamp: '2026-11-21T10:00:00Z',
    finalizers: [finalizer, 'other'],
  },
});

test('an object goes when its controller is gone', () => {
  expect(isOrphan(owned('rs'), () => false)).toBe(true);
  expect(isOrphan(owned('rs'), () => true)).toBe(false);
  expect(isOrphan({ metadata: { name: 'a', uid: 'a', resourceVersion: '1' } }, () => false)).toBe(false);
});

test('foreground deletion takes the dependents, then its own finalizer', () => {
  const owner = leaving('foregroundDeletion');
  expect(finishDeletion(owner, 'ReplicaSet', [owned('rs')], 'Pod')).toMatchObject([
    { verb: 'delete', kind: 'Pod' },
  ]);
  expect(finishDeletion(owner, 'ReplicaSet', [], 'Pod')).toMatchObject([
    { verb: 'patch', kind: 'ReplicaSet', patch: { metadata: { finalizers: ['other'] } } },
  ]);
});

test('orphaning lets the dependents go free', () => {
  expect(finishDeletion(leaving('orphan'), 'ReplicaSet', [owned('rs')], 'Pod')).toMatchObject([
    { kind: 'Pod', patch: { metadata: { ownerReferences: null } } },
    { kind: 'ReplicaSet' },
  ]);
});
