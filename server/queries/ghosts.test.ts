import { expect, test } from 'vitest';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { readDefinition } from './cluster-schemas.ts';
import { everyFindingOf } from './findings.ts';
import { ghostFindings } from './ghosts.ts';
import { contextOf } from './testing/context.ts';
import { definition, definitionWith } from './testing/definition.ts';
import { watchDefinitions } from './watch-definitions.ts';

const applied = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  spec: { exportTo: ['*'], ofLater: 'x' },
};
const cart = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) },
  },
  spec: { exportTo: ['*'] },
};
const snapshot = mesh([definition, cart]);
const world = {
  snapshot,
  samples: [],
  object: { object: definitionWith({ ofLater: { type: 'string' } }), mayPatch: false },
};

const fieldsOf = (found: ReturnType<typeof ghostFindings>) =>
  found.filter(({ code }) => code === 'WEFT0107').map(({ args }) => args.field);

test('dropped fields are told by our schemas until the cluster’s own are read, and then by these', async () => {
  const { ctx } = contextOf(world);
  expect(fieldsOf(everyFindingOf(ctx, snapshot))).toEqual(['spec.ofLater']);
  for (const cluster of snapshot.clusters.values())
    await readDefinition(ctx, cluster, 'networking.istio.io', 'VirtualService');
  expect(fieldsOf(everyFindingOf(ctx, snapshot))).toEqual(['spec.exportTo']);
});

test('an object is looked at once', () => {
  const { ctx } = contextOf(world);
  const [first] = ghostFindings(ctx, snapshot);
  expect(first).toBeDefined();
  expect(ghostFindings(ctx, { ...snapshot, version: 2 })[0]).toBe(first);
});

test('Weft reads the definitions itself that are needed, each once', async () => {
  const { ctx } = contextOf(world);
  let reads = 0;
  let listen: (of: typeof snapshot) => void = () => undefined;
  const kube = {
    ...ctx.kube,
    subscribe: (listener: typeof listen) => {
      listen = listener;
      return () => undefined;
    },
    read: (...args: Parameters<typeof ctx.kube.read>) => {
      expect(args[1].token).toBeNull();
      reads += 1;
      return ctx.kube.read(...args);
    },
  };
  watchDefinitions({ ...ctx, kube });
  listen(mesh([definition]));
  listen(snapshot);
  await expect.poll(() => fieldsOf(ghostFindings({ kube }, snapshot))).toEqual(['spec.exportTo']);
  listen({ ...snapshot, version: 3 });
  await Promise.resolve();
  expect(reads).toBe(1);
});
