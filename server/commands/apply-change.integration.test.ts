import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { stepBetween } from '#lib/edit/step-between.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { applyChange, undoChange } from './apply-change.ts';
import { listChanges } from './change-log.ts';
import { reviewPlan } from './review-plan.ts';
import { ownRoute } from './testing/own-route.ts';
import { unobserved } from './testing/unobserved.ts';

const route = ownRoute(process.env.WEFT_TEST_KUBECONFIG, 'change');
const { ref } = route;
const pruned = '{"spec":{"http":[{"retry":{"attempts":3}}]}}';
const spec = {
  hosts: [route.name],
  http: [
    {
      match: [{ headers: { cohort: { exact: 'beta' } } }],
      route: [{ destination: { host: 'cart' } }],
    },
    { route: [{ destination: { host: 'cart' } }], timeout: '3s' },
  ],
};
let source: RunningKubeSource;

const ctx = (token: string | null = null, viewOnly = false) => ({ ...unobserved(source, token), viewOnly });
const live = (): Promise<KubeObject> => route.live(source);
const written = ({ metadata, ...rest }: KubeObject) => {
  const { resourceVersion: _, generation: __, managedFields: ___, ...kept } = metadata;
  return { ...rest, metadata: kept };
};

/** The plan that sets the timeout of the rule for everyone. */
async function timeoutOf(timeout: string): Promise<ChangePlan> {
  const before = await live();
  const after = structuredClone(spec);
  const rule = after.http[1];
  if (rule !== undefined) rule.timeout = timeout;
  const step = stepBetween(ref, before, { ...before, spec: after });
  if (step === null) throw new Error('The timeout is that already.');
  return { steps: [step] };
}

beforeAll(async () => {
  source = await route.startSource();
});
beforeEach(async () => {
  await route.remove();
  await route.create(spec, { 'kubectl.kubernetes.io/last-applied-configuration': pruned });
});
afterAll(async () => {
  await route.remove();
  await source.close();
  await route.cluster.admin.close();
});

test('a plan is reviewed without a trace: the object before and after, rights, and what the API server says', async () => {
  const before = await live();
  const review = await reviewPlan(ctx(), await timeoutOf('5s'));
  expect((await live()).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  const [step] = review.steps;
  expect(step?.refused).toBeNull();
  expect(step?.before).toContain('timeout: 3s');
  expect(step?.after).toContain('timeout: 5s');
  expect(step?.after?.replace('5s', '3s')).toBe(step?.before);
  const outcomes = Object.fromEntries(review.checks.map(({ code, outcome }) => [code, outcome]));
  expect(outcomes).toMatchObject({ rights: 'passes', 'dry-run': 'passes' });
});

test('what is applied is remembered, and taken back to the last byte of what people wrote', async () => {
  const before = await live();
  const { change, back } = await applyChange(ctx(), { plan: await timeoutOf('5s'), confirmed: [] });
  expect(JSON.stringify((await live()).spec)).toContain('"timeout":"5s"');
  expect((await live()).metadata.annotations).toEqual(before.metadata.annotations);
  expect(back?.steps).toHaveLength(1);
  const undone = await undoChange(ctx(), change);
  expect(written(await live())).toEqual(written(before));
  const [newest, oldest] = (await listChanges(ctx())).changes;
  expect(newest).toMatchObject({ id: undone.change, undoes: change });
  expect(oldest).toMatchObject({ id: change, undoneBy: undone.change, user: 'test' });
  await expect(undoChange(ctx(), change)).rejects.toMatchObject({ code: 'conflict' });
});

test('a change that someone else has built upon is not taken back', async () => {
  const { change } = await applyChange(ctx(), { plan: await timeoutOf('5s'), confirmed: [] });
  await applyChange(ctx(), { plan: await timeoutOf('9s'), confirmed: [] });
  await expect(undoChange(ctx(), change)).rejects.toMatchObject({ code: 'conflict' });
  expect(JSON.stringify((await live()).spec)).toContain('"timeout":"9s"');
});

test('who lacks the right is told which, before and at the attempt, and nothing is written', async () => {
  const before = await live();
  const plan = await timeoutOf('5s');
  const token = route.cluster.token('viewer');
  const { checks } = await reviewPlan(ctx(token), plan);
  expect(checks).toContainEqual(
    expect.objectContaining({
      code: 'rights',
      outcome: 'blocks',
      says: 'You may not patch virtualservices.networking.istio.io in shop.',
    }),
  );
  await expect(applyChange(ctx(token), { plan, confirmed: [] })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(applyChange(ctx(null, true), { plan, confirmed: [] })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await live()).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
});

test('what the schema refuses and what was changed meanwhile blocks, with the reason', async () => {
  const plan = await timeoutOf('5s');
  const [step] = plan.steps;
  if (step?.do !== 'patch') throw new Error('The plan is not a patch.');
  const patch = [{ op: 'replace' as const, path: '/spec/hosts', value: 'not a list' }];
  const bad = { steps: [{ ...step, patch }] };
  const refused = (await reviewPlan(ctx(), bad)).steps[0]?.refused;
  expect(refused).toMatchObject({ code: 'invalid', message: expect.stringContaining('hosts') });
  await expect(applyChange(ctx(), { plan: bad, confirmed: [] })).rejects.toMatchObject({ code: 'invalid' });
  await applyChange(ctx(), { plan: await timeoutOf('7s'), confirmed: [] });
  await expect(applyChange(ctx(), { plan, confirmed: [] })).rejects.toMatchObject({ code: 'conflict' });
});
