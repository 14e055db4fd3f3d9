import { expect, test } from 'vitest';
import { incidentsResponse, type OpenProblem } from '#lib/api/incidents-contract.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { type Call, sample } from '#lib/graph/testing/traffic.ts';
import { countIncidents } from './count-incidents.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live, type World } from './testing/context.ts';
import { halfFails, twoNamespaces } from './testing/two-namespaces.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const hidden: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const worldOf = (...calls: readonly Call[]): World => ({
  snapshot: twoNamespaces,
  samples: calls.flatMap(halfFails),
});

test('a problem is told once, with its ends and who is hurt', async () => {
  const { ctx } = contextOf(worldOf(call));
  const answer = incidentsResponse.parse(await readIncidents(ctx, live));
  expect(answer.problems).toHaveLength(1);
  const [problem] = answer.problems;
  expect(problem?.diagnosis.symptom).toMatchObject({ kind: 'errors', outcome: { code: '500' } });
  expect(problem?.edges).toEqual([problem?.diagnosis.edge]);
  expect(answer.nodes.map(({ id }) => id)).toEqual(
    expect.arrayContaining([problem?.source, problem?.target, ...(problem?.callers ?? [])]),
  );
});

test('where nothing fails nothing is told, and of how many edges', async () => {
  const world = worldOf();
  const { ctx } = contextOf({ ...world, samples: [sample('requests', call, 10)] });
  expect(await readIncidents(ctx, live)).toMatchObject({ problems: [], edges: 1 });
});

test('of an edge with one end that may not be read it is told that it fails, without a name; of others nothing', async () => {
  const among: Call = { from: 'treasury/vault', to: 'treasury/safe', service: 'treasury/safe' };
  const { ctx } = contextOf({ ...worldOf(call, hidden, among), namespaces: ['shop'] });
  const answer = incidentsResponse.parse(await readIncidents(ctx, live));
  const isCovered = ({ diagnosis }: OpenProblem) => diagnosis.edge.startsWith('hidden/');
  const covered = answer.problems.find(isCovered);
  const open = answer.problems.find((problem) => !isCovered(problem));
  expect(answer.problems).toHaveLength(2);
  expect(open?.diagnosis.causes).toContainEqual(
    expect.objectContaining({ code: 'application-errors', covered: false }),
  );
  expect(
    covered?.diagnosis.causes.every(({ checks, culprit }) => checks.length === 0 && culprit === null),
  ).toBe(true);
  expect(answer.nodes.find(({ id }) => id === covered?.target)).toMatchObject({
    kind: 'inaccessible',
    name: '',
  });
  expect(JSON.stringify(answer)).not.toMatch(/vault|safe|treasury/);
  expect(countIncidents(ctx)).toBe(answer.problems.length);
});

test('what is read no more is told to be old, with why: that nothing shows is no news then', async () => {
  const stale = { reason: 'Prometheus cannot be reached.', since: epochSeconds.parse(at - 90) };
  const { ctx } = contextOf({ ...worldOf(), samples: [sample('requests', call, 10)], reading: { stale } });
  expect(await readIncidents(ctx, live)).toMatchObject({ problems: [], edges: 1, stale });
  expect(await readIncidents(contextOf(worldOf(call)).ctx, live)).toMatchObject({ stale: null });
});
