import { expect, test } from 'vitest';
import { workloadName } from './workload-name.ts';

const podOf = (kind: string, name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'the-pod',
    labels,
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: 'u', controller: true }],
  },
});

test.each([
  [
    'a Deployment',
    podOf('ReplicaSet', 'reviews-v1-5d4f', { 'pod-template-hash': '5d4f' }),
    'Deployment',
    'reviews-v1',
  ],
  ['a Rollout', podOf('ReplicaSet', 'cart-77', { 'rollouts-pod-template-hash': '77' }), 'Rollout', 'cart'],
  ['a bare ReplicaSet', podOf('ReplicaSet', 'reviews-5d4f'), 'ReplicaSet', 'reviews-5d4f'],
  ['a StatefulSet', podOf('StatefulSet', 'db'), 'StatefulSet', 'db'],
  ['a CronJob', podOf('Job', 'backup-28123456'), 'CronJob', 'backup'],
  ['a Job', podOf('Job', 'migrate-42'), 'Job', 'migrate-42'],
  [
    'a label that overrides',
    podOf('StatefulSet', 'db', { 'service.istio.io/workload-name': 'ledger' }),
    'StatefulSet',
    'ledger',
  ],
  ['nobody', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'the-pod' } }, 'Pod', 'the-pod'],
])('a pod of %s', (_, pod, kind, name) => {
  expect(workloadName(pod)).toEqual({ kind, name });
});
