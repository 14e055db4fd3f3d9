import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WeftError } from '#lib/core/error-code.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { inversePlan } from '#lib/edit/inverse-plan.ts';
import { shiftWeights } from '#lib/edit/split/shift-weights.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { contextOf, viewerWith } from '#server/kube/testing/real-cluster.ts';
import { never } from '#server/testing/never.ts';
import { applyPlan, tryPlan } from './apply-plan.ts';
import { ownRoute, routesPath } from './testing/own-route.ts';

const route = ownRoute(process.env.WEFT_TEST_KUBECONFIG, 'apply');
const { cluster, name, ref } = route;
let source: RunningKubeSource;

const destination = (subset: string) => ({ host: name, subset });
const spec = {
  hosts: [name],
  http: [
    {
      route: [
        { destination: destination('v1'), weight: 90 },
        { destination: destination('v2'), weight: 10 },
      ],
      timeout: '3s',
    },
  ],
};
const object = route.objectOf(spec);

const live = () => route.live(source);
const planFor = (weights: readonly number[]) => route.shift(source, weights);

const patch = (suffix: string, body: unknown) =>
  cluster.admin.request({
    path: `${route.path}${suffix}`,
    method: 'PATCH',
    contentType: 'application/merge-patch+json',
    body,
    signal: never,
  });

const weightsOf = (of: unknown) =>
  [...JSON.stringify(of).matchAll(/"weight":(\d+)/g)].map(([, weight]) => Number(weight));

beforeAll(async () => {
  source = await route.startSource();
});
beforeEach(async () => {
  await cluster.remove(`${route.path}-b`).catch(() => undefined);
  await route.remove();
  await route.create(spec);
});
afterAll(async () => {
  await cluster.remove(`${route.path}-b`).catch(() => undefined);
  await route.remove();
  await source.close();
  await cluster.admin.close();
});

test('weights are shifted and nothing else', async () => {
  const before = await live();
  const steps = await applyPlan(contextOf(source, null), await planFor([50, 50]));
  const after = await live();
  expect(weightsOf(after.spec)).toEqual([50, 50]);
  expect(steps[0]?.after?.metadata.resourceVersion).toBe(after.metadata.resourceVersion);
  expect(JSON.stringify(after.spec).replaceAll(/"weight":\d+/g, '')).toBe(
    JSON.stringify(before.spec).replaceAll(/"weight":\d+/g, ''),
  );
  expect(after.metadata.managedFields?.some(({ manager }) => manager === 'weft')).toBe(true);
});

test('a dry run changes nothing', async () => {
  const before = await live();
  await tryPlan(contextOf(source, null), await planFor([0, 100]));
  expect((await live()).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
});

test('a dry run of a deletion deletes nothing', async () => {
  const { resourceVersion = '', generation = null } = (await live()).metadata;
  const [tried] = await tryPlan(contextOf(source, null), {
    steps: [{ do: 'delete', ref, resourceVersion, generation }],
  });
  expect(tried?.after).toBeNull();
  expect((await live()).metadata.resourceVersion).toBe(resourceVersion);
});

test('a status that moved since does not hinder the change', async () => {
  const before = await live();
  const plan = await planFor([70, 30]);
  await patch('/status', { status: { observedGeneration: 1 } });
  expect((await live()).metadata.resourceVersion).not.toBe(before.metadata.resourceVersion);
  await applyPlan(contextOf(source, null), plan);
  expect(weightsOf((await live()).spec)).toEqual([70, 30]);
});

test('a spec that changed since is a conflict, and stays as the other made it', async () => {
  const plan = await planFor([70, 30]);
  await patch('', { spec: { hosts: [name, 'other'] } });
  await expect(applyPlan(contextOf(source, null), plan)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(weightsOf((await live()).spec)).toEqual([90, 10]);
});

test('an object that is gone is not found', async () => {
  const plan = await planFor([70, 30]);
  await cluster.remove(route.path);
  await expect(applyPlan(contextOf(source, null), plan)).rejects.toMatchObject({
    code: 'not-found',
  });
  await route.create(spec);
});

test('what the schema refuses is invalid, with the server’s reason', async () => {
  const [step] = (await planFor([70, 30])).steps;
  if (step === undefined) throw new Error('The plan has no step.');
  const bad = {
    ...step,
    patch: [{ op: 'replace' as const, path: '/spec/http/0/route/0/weight', value: 'many' }],
  };
  await expect(applyPlan(contextOf(source, null), { steps: [bad] })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('weight'),
  });
});

/** The second object of a plan, and a source whose API server is gone for some of the writes that are for real. */
const second = { ...ref, name: `${name}-b` };
function failingAt(isGone: (write: number) => boolean): RunningKubeSource {
  let write = 0;
  const failing: RunningKubeSource['write'] = async (...args) => {
    if (!args[2].dryRun && isGone(++write)) throw new WeftError('unavailable', 'The API server is gone.');
    return source.write(...args);
  };
  return { ...source, write: failing };
}
const withoutVersions = ({ metadata, ...rest }: KubeObject) => {
  const { resourceVersion, generation, managedFields, ...kept } = metadata;
  return { ...rest, metadata: kept };
};
async function planForBoth(): Promise<ChangePlan> {
  const other = { ...object, metadata: { ...object.metadata, name: second.name } };
  await cluster.create(routesPath, other);
  const of = (await source.read(second, viewerWith(null), never)).object;
  const plan = shiftWeights(second, of, { rule: 'http/0', weights: [30, 70] });
  if (!plan.ok) throw new Error(plan.error);
  return { steps: [...(await planFor([40, 60])).steps, ...plan.value.steps] };
}

test('where a step fails midway the ones before it are taken back', async () => {
  const before = await live();
  const plan = await planForBoth();
  const gone = failingAt((write) => write === 2);
  await expect(applyPlan(contextOf(gone, null), plan)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Step 2 of 2 failed: The API server is gone. What was applied before it has been taken back.',
  });
  expect(withoutVersions(await live())).toEqual(withoutVersions(before));
  expect((await live()).metadata.generation).toBeGreaterThan(before.metadata.generation ?? 0);
});

test('what cannot be taken back is named', async () => {
  const plan = await planForBoth();
  const gone = failingAt((write) => write >= 2);
  await expect(applyPlan(contextOf(gone, null), plan)).rejects.toMatchObject({
    message: `Step 2 of 2 failed: The API server is gone. This was applied and could not be taken back: VirtualService shop/${name}.`,
  });
  expect(weightsOf((await live()).spec)).toEqual([40, 60]);
});

test('a plan that creates and deletes is done in order, and its inverse restores what was', async () => {
  const before = await live();
  const created = { ...object, metadata: { ...object.metadata, name: second.name } };
  const { resourceVersion = '', generation = null } = before.metadata;
  const plan: ChangePlan = {
    steps: [
      { do: 'create', ref: second, object: created },
      { do: 'delete', ref, resourceVersion, generation },
    ],
  };
  const done = await applyPlan(contextOf(source, null), plan);
  await expect(live()).rejects.toMatchObject({ code: 'not-found' });
  await expect(applyPlan(contextOf(source, null), { steps: plan.steps.slice(0, 1) })).rejects.toMatchObject({
    code: 'conflict',
    message: `VirtualService shop/${second.name} is there already.`,
  });
  const back = inversePlan(done);
  if (back === null) throw new Error('There is nothing to take back.');
  await applyPlan(contextOf(source, null), back);
  expect((await live()).spec).toEqual(before.spec);
  await expect(source.read(second, viewerWith(null), never)).rejects.toMatchObject({ code: 'not-found' });
});

test('set to view only nothing is written', async () => {
  const plan = await planFor([60, 40]);
  const before = await live();
  await expect(applyPlan({ ...contextOf(source, null), viewOnly: true }, plan)).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await live()).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
});

test('a plan that changes an object twice is refused', async () => {
  const { steps } = await planFor([60, 40]);
  await expect(applyPlan(contextOf(source, null), { steps: [...steps, ...steps] })).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('the viewer’s own rights decide', async () => {
  const plan = await planFor([60, 40]);
  await expect(applyPlan(contextOf(source, cluster.token('viewer')), plan)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await applyPlan(contextOf(source, cluster.token('shop-dev')), plan);
  expect(weightsOf((await live()).spec)).toEqual([60, 40]);
  const may = async (context: string) =>
    (await source.read(ref, viewerWith(cluster.token(context)), never)).mayPatch;
  expect(await may('viewer')).toBe(false);
  expect(await may('shop-dev')).toBe(true);
});
