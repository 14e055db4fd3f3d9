import { expect, test } from 'vitest';
import { reviewRequest } from '#lib/api/findings-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { draftSchemas } from './draft-schemas.ts';
import { reviewDraft } from './review.ts';
import { contextOf } from './testing/context.ts';

const names = { kind: 'VirtualService', plural: 'virtualservices' };
const metadata = { name: 'virtualservices.networking.istio.io', resourceVersion: '1' };
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata,
  spec: { group: 'networking.istio.io', names },
};
const openAPIV3Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: { hosts: { type: 'array', items: { type: 'string' } }, ofLater: { type: 'string' } },
    },
  },
};
const live = {
  ...definition,
  spec: { ...definition.spec, versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema } }] },
};

const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  hosts: [cart]
  ofLater: x
  exportTo: ['*']
`;

async function unknownFields(world: Parameters<typeof contextOf>[0], read?: () => Promise<never>) {
  const { ctx } = contextOf(world);
  const kube = read === undefined ? ctx.kube : { ...ctx.kube, read };
  const draft = reviewRequest.parse({ text });
  const { appeared } = reviewDraft({ ...ctx, kube }, draft, await draftSchemas({ ...ctx, kube }, draft));
  return appeared.filter(({ code }) => code === 'WEFT0100').map(({ path, line }) => `${line} ${path}`);
}

const snapshot = mesh([definition]);

test('a draft is held against the definition of the cluster, not against ours', async () => {
  const world = { snapshot, samples: [], object: { object: live, mayPatch: false } };
  expect(await unknownFields(world)).toEqual(['7 spec.exportTo']);
});

test('where the definition may not be read, or is not there, against ours', async () => {
  const refused = async (): Promise<never> => {
    throw new WeftError('forbidden', 'may not');
  };
  expect(await unknownFields({ snapshot, samples: [] }, refused)).toEqual(['6 spec.ofLater']);
  expect(await unknownFields({ snapshot: mesh([]), samples: [] })).toEqual(['6 spec.ofLater']);
});

test('a definition is read once until it changes', async () => {
  let reads = 0;
  const { ctx } = contextOf({ snapshot, samples: [] });
  const read = async () => {
    reads += 1;
    return { object: live, mayPatch: false };
  };
  const own = { ...ctx, kube: { ...ctx.kube, read } };
  for (let i = 0; i < 3; i += 1) await draftSchemas(own, { text });
  expect(reads).toBe(1);
});
