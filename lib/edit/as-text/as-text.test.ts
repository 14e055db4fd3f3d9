import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { ChangePlan } from '../change-plan.ts';
import { asKubectl } from './kubectl.ts';
import { asKustomize } from './kustomize.ts';

const ref = refTo('VirtualService', 'cart');
const patch = [{ op: 'replace' as const, path: '/spec/http/0/name', value: "it's" }];
const object = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'front' },
  spec: {},
};
const plan: ChangePlan = {
  steps: [
    { do: 'patch', ref, resourceVersion: '1', generation: 1, patch },
    { do: 'create', ref: { ...ref, kind: 'Gateway', name: 'front' }, object },
    { do: 'delete', ref: { ...ref, name: 'old' }, resourceVersion: '1', generation: 1 },
  ],
};

test('kubectl gets the patch as one word of the shell, what is created as a file, in the order of the plan', () => {
  const [first = '', ...rest] = asKubectl(plan).split('\n');
  expect(first).toBe(
    `kubectl patch virtualservices.networking.istio.io cart --namespace shop --type=json --patch '[{"op":"replace","path":"/spec/http/0/name","value":"it'\\''s"}]'`,
  );
  expect(rest[0]).toBe("kubectl create --filename - <<'EOF'");
  expect(rest).toContain('  name: front');
  expect(rest.at(-1)).toBe('kubectl delete virtualservices.networking.istio.io old --namespace shop');
});

test('a kustomization gets patches by target and files to add', () => {
  const told: unknown = parse(asKustomize(plan));
  expect(told).toMatchObject({
    resources: ['gateway-front.yaml'],
    patches: [
      { target: { kind: 'VirtualService', name: 'cart', namespace: 'shop' } },
      { target: { name: 'old' }, patch: expect.stringContaining('$patch: delete') },
    ],
  });
  const { patches } = told as { patches: readonly { patch: string }[] };
  expect(parse(patches[0]?.patch ?? '')).toEqual(patch);
});
