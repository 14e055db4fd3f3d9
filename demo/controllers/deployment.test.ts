import { expect, test } from 'vitest';
import { reconcileDeployment } from './deployment.ts';
import { templateHash } from './hashes.ts';
import { type Deployment, deployment, type ReplicaSet, replicaSet } from './model.ts';

const now = '2026-11-21T10:00:00Z';

const cart = (image = 'cart:1', replicas = 2): Deployment =>
  deployment.parse({
    metadata: { name: 'cart', namespace: 'shop', uid: 'd1', resourceVersion: '5', generation: 3 },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'cart' } },
      template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'cart', image }] } },
    },
  });

/** The ReplicaSet that the controller would have made, with a status. */
function setOf(owner: Deployment, revision: number, replicas: number, ready = replicas): ReplicaSet {
  return replicaSet.parse({
    metadata: {
      name: `cart-${templateHash(owner.spec.template)}`,
      namespace: 'shop',
      uid: `rs${revision}`,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    },
    spec: { replicas, selector: {}, template: owner.spec.template },
    status: { replicas, readyReplicas: ready, observedGeneration: 1 },
  });
}

test('a new Deployment gets the ReplicaSet of its template, hash in name, selector and labels', () => {
  const [write, ...rest] = reconcileDeployment(cart(), [], now);
  expect(rest).toEqual([]);
  const hash = templateHash(cart().spec.template);
  expect(write).toMatchObject({
    verb: 'create',
    kind: 'ReplicaSet',
    object: {
      metadata: {
        name: `cart-${hash}`,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [{ kind: 'Deployment', name: 'cart', uid: 'd1', controller: true }],
      },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'cart', 'pod-template-hash': hash } },
        template: { metadata: { labels: { app: 'cart', 'pod-template-hash': hash } } },
      },
    },
  });
});

test('a changed template starts a second ReplicaSet that fits into the surge', () => {
  const [write] = reconcileDeployment(cart('cart:2'), [setOf(cart(), 1, 2)], now);
  expect(write).toMatchObject({ verb: 'create', object: { spec: { replicas: 1 } } });
  expect(write).toHaveProperty(
    ['object', 'metadata', 'annotations', 'deployment.kubernetes.io/revision'],
    '2',
  );
});

test('going back to an older template reuses its ReplicaSet under the newest revision', () => {
  const sets = [setOf(cart(), 1, 0), setOf(cart('cart:2'), 2, 2)];
  const [write] = reconcileDeployment(cart(), sets, now);
  expect(write).toMatchObject({
    verb: 'patch',
    target: { metadata: { uid: 'rs1' } },
    patch: { metadata: { annotations: { 'deployment.kubernetes.io/revision': '3' } } },
  });
});

test('scaling patches the size, a settled Deployment gets its status and then nothing more', () => {
  const one = setOf(cart(), 1, 2);
  expect(reconcileDeployment(cart('cart:1', 5), [one], now)).toMatchObject([
    { patch: { spec: { replicas: 5 } } },
  ]);
  const writes = reconcileDeployment(cart(), [one], now);
  expect(writes).toMatchObject([
    {
      subresource: 'status',
      patch: { status: { observedGeneration: 3, replicas: 2, readyReplicas: 2, updatedReplicas: 2 } },
    },
  ]);
  const status = writes[0]?.verb === 'patch' ? writes[0].patch.status : null;
  const settled = deployment.parse({
    ...cart(),
    metadata: { ...cart().metadata, annotations: { 'deployment.kubernetes.io/revision': '1' } },
    status,
  });
  expect(reconcileDeployment(settled, [one], '2026-11-21T11:00:00Z')).toEqual([]);
});

test('old ReplicaSets beyond the history limit go, oldest first', () => {
  const limited = deployment.parse({ ...cart(), spec: { ...cart().spec, revisionHistoryLimit: 1 } });
  const sets = [setOf(cart('a'), 1, 0), setOf(cart('b'), 2, 0), setOf(cart(), 3, 2)];
  expect(reconcileDeployment(limited, sets, now)).toMatchObject([
    { verb: 'delete', target: { metadata: { uid: 'rs1' } } },
  ]);
});
