import { expect, test } from 'vitest';
import { patched } from '#lib/edit/apply-patch.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { stepBetween } from '#lib/edit/step-between.ts';
import { mesh, service } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { findObject } from '#lib/mesh/objects.ts';
import { contextOf } from '../queries/testing/context.ts';
import { reviewPlan } from './review-plan.ts';

const { ctx } = contextOf({
  snapshot: mesh([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    service('shop', 'cart'),
  ]),
  samples: [],
});
const [cluster] = ctx.kube.snapshot().clusters.keys();
if (cluster === undefined) throw new Error('the mesh has no cluster');
const ref = refTo('VirtualService', 'cart');

/** A route whose destination is nowhere, before anybody changes anything. */
const route = (timeout: string, host = 'nowhere'): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop', resourceVersion: '7', generation: 1 },
  spec: { hosts: ['cart'], http: [{ route: [{ destination: { host } }], timeout }] },
});

/** An API server that has `live`, of which the mirror knows nothing yet. */
function review(live: KubeObject, after: KubeObject) {
  const step = stepBetween(ref, live, after);
  if (step?.do !== 'patch') throw new Error('the plan is not a patch');
  const plan: ChangePlan = { steps: [step] };
  const kube = {
    ...ctx.kube,
    read: () => Promise.resolve({ object: live, mayPatch: true }),
    write: () => Promise.resolve({ object: patched(live, step.patch) ?? live, warnings: [] }),
    may: () => Promise.resolve(true),
  };
  expect(findObject(kube.snapshot(), ref)).toBeNull();
  return reviewPlan({ ...ctx, kube }, plan);
}

test('what was wrong before with an object that is not mirrored yet is not laid on the plan', async () => {
  const { appeared, gone } = await review(route('3s'), route('5s'));
  expect({ appeared, gone }).toEqual({ appeared: [], gone: [] });
});

test('what the plan breaks in it is', async () => {
  const { appeared } = await review(route('3s', 'cart'), route('3s'));
  expect(appeared.map(({ code }) => code)).toEqual(['IST0101']);
});
