import { expect, test } from 'vitest';
import { WeftError } from '#lib/core/error-code.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { readField } from './field.ts';
import { contextOf } from './testing/context.ts';
import { definition, definitionWith } from './testing/definition.ts';

const of = { group: 'networking.istio.io', version: 'v1', kind: 'VirtualService' };
const snapshot = mesh([definition]);

test('a field is explained by the cluster’s own definition', async () => {
  const object = definitionWith({ ofLater: { type: 'string', description: 'Came with a later version.' } });
  const { ctx } = contextOf({ snapshot, samples: [], object: { object, mayPatch: false } });
  expect(await readField(ctx, { ...of, path: 'spec.ofLater' })).toMatchObject({
    description: 'Came with a later version.',
  });
  await expect(readField(ctx, { ...of, path: 'spec.exportTo' })).rejects.toMatchObject({ code: 'not-found' });
});

test('where the definition may not be read, by ours', async () => {
  const { ctx } = contextOf({ snapshot, samples: [] });
  const read = () => Promise.reject(new WeftError('forbidden', 'may not'));
  const refused = { ...ctx, kube: { ...ctx.kube, read } };
  expect(await readField(refused, { ...of, path: 'spec.exportTo' })).toMatchObject({
    type: 'list of string',
  });
});
