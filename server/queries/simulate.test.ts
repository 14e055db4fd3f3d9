import { expect, test } from 'vitest';
import { simulateResponse } from '#lib/api/simulate-contract.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { readSimulation, type SimulateQuery } from './simulate.ts';
import { contextOf, type World } from './testing/context.ts';

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('treasury', 'vault'),
    service('treasury', 'vault'),
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'closed', namespace: 'treasury' },
      spec: {},
    },
  ]),
  samples: [],
};

const asked: SimulateQuery = {
  from: 'wl/Kubernetes/shop/frontend',
  host: 'vault.treasury',
  port: null,
  protocol: 'http',
  method: 'GET',
  path: '/',
  headers: {},
  authority: null,
  iss: '',
  sub: '',
  aud: '',
};

test('a request is answered for, and every port of the host beside it', async () => {
  const answer = simulateResponse.parse(await readSimulation(contextOf(world).ctx, asked));
  expect(answer.ports.length).toBeGreaterThan(0);
  expect(answer.port).toBe(answer.ports[0]?.port);
  const [end] = answer.simulation.hops[0]?.destinations[0]?.ends ?? [];
  expect(end).toMatchObject({
    workload: { name: 'vault' },
    ending: { kind: 'fails', code: 403, by: 'callee-proxy' },
  });
  expect(answer.ports[0]?.against[0]).toMatchObject({
    code: 'authz-allow-empty',
    object: { name: 'closed' },
  });
});

test('who may not read the callee learns that it is refused, and by no name', async () => {
  const { ctx } = contextOf(world);
  const narrow = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['shop']) } };
  const answer = await readSimulation(narrow, asked);
  const [end] = answer.simulation.hops[0]?.destinations[0]?.ends ?? [];
  expect(end).toMatchObject({ workload: null, ending: { code: 403 } });
  expect(answer.ports).toEqual([]);
  expect(JSON.stringify(answer)).not.toMatch(/closed|"vault"/);
});

test('a caller that may not be read is not found, as one that is not there', async () => {
  const { ctx } = contextOf(world);
  const narrow = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['treasury']) } };
  for (const from of [asked.from, 'wl/Kubernetes/treasury/nobody', 'svc/Kubernetes/treasury/vault', '%']) {
    await expect(readSimulation(narrow, { ...asked, from })).rejects.toMatchObject({ code: 'not-found' });
  }
});

test('what people paste for a host is understood: a URL, capitals, a port', async () => {
  const { ctx } = contextOf(world);
  const plain = await readSimulation(ctx, { ...asked, port: 80 });
  const pasted = await readSimulation(ctx, { ...asked, host: 'HTTP://Vault.Treasury:80/keys' });
  expect(pasted).toEqual(plain);
  expect(pasted).toMatchObject({ host: 'vault.treasury', port: 80 });
});
