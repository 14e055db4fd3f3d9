import { expect, test } from 'vitest';
import { diagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import { edgeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { readDiagnosis } from './diagnosis.ts';
import { readGraph } from './graph.ts';
import { all, contextOf, type World } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('treasury', 'vault'),
    service('treasury', 'vault'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'treasury' } },
  ]),
  samples: [
    sample('requests', call, 10),
    failure(call, '500', 1),
    sample('requests', { ...call, reporter: 'destination' }, 10),
    failure({ ...call, reporter: 'destination' }, '500', 1),
  ],
};

test('an answer of the application is told as such, though Prometheus answers nothing more', async () => {
  const { ctx } = contextOf(world);
  const [edge] = (await readGraph(ctx, all)).graph.edges;
  const answer = await readDiagnosis(ctx, { ...all, edge: edge?.id ?? edgeId.parse('none') });
  diagnosisResponse.parse(answer);
  const [found] = answer.diagnoses;
  expect(found?.symptom).toMatchObject({ kind: 'errors', madeBy: 'callee-app', outcome: { code: '500' } });
  expect(found?.causes[0]).toMatchObject({ code: 'application-errors', confidence: 'certain' });
  expect(answer.missing.length).toBeGreaterThan(0);
});

test('who may not read the callee learns what is wrong, and no name of it', async () => {
  const { ctx } = contextOf(world);
  const narrow = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['shop']) } };
  const [edge] = (await readGraph(narrow, all)).graph.edges;
  const answer = await readDiagnosis(narrow, { ...all, edge: edge?.id ?? edgeId.parse('none') });
  diagnosisResponse.parse(answer);
  expect(answer.diagnoses[0]?.causes[0]).toMatchObject({ code: 'application-errors', covered: true });
  expect(JSON.stringify(answer)).not.toMatch(/vault|treasury/);
});

test('an edge that is not there is not found', async () => {
  const { ctx } = contextOf(world);
  await expect(readDiagnosis(ctx, { ...all, edge: edgeId.parse('none') })).rejects.toMatchObject({
    code: 'not-found',
  });
});
