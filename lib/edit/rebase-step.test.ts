import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { rebaseStep } from './rebase-step.ts';
import { stepBetween } from './step-between.ts';

const ref = refTo('VirtualService', 'cart');
const object = (generation: number, hosts: readonly string[], timeout: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop', resourceVersion: `${generation}0`, generation },
  spec: { hosts, http: [{ timeout }] },
});
const base = object(1, ['cart'], '3s');
const step = stepBetween(ref, base, object(1, ['cart'], '5s'));
if (step === null) throw new Error('Nothing differs.');

test('what someone else changed elsewhere stays, and the step holds on the version that has it', () => {
  const rebased = rebaseStep(step, object(2, ['cart', 'cart.shop'], '3s'));
  expect(rebased?.step).toMatchObject({ resourceVersion: '20', generation: 2, patch: step.patch });
  expect(rebased?.object.spec).toEqual({ hosts: ['cart', 'cart.shop'], http: [{ timeout: '5s' }] });
});

test('what someone else changed in the same place is left to a person', () => {
  expect(rebaseStep(step, object(2, ['cart'], '9s'))).toBeNull();
});
