import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { shiftWeights } from '#lib/edit/split/shift-weights.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { connectTestCluster, contextOf, never, viewerWith } from '#server/kube/testing/real-cluster.ts';
import { type RefusingWebhook, serveRefusingWebhook } from '#server/kube/testing/refusing-webhook.ts';
import { contextOf as fixedContext } from '#server/queries/testing/context.ts';
import { applyChange } from './apply-change.ts';
import { applyPlan } from './apply-plan.ts';
import { reviewPlan } from './review-plan.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const name = `weft-refused-${randomBytes(3).toString('hex')}`;
const reason = 'the change freeze lasts until Monday';
const routes = '/apis/networking.istio.io/v1beta1/namespaces/shop/virtualservices';
const webhooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
const ref = refTo('VirtualService', name);
let source: RunningKubeSource;
let webhook: RefusingWebhook;

const ctx = () => {
  const { prom } = fixedContext({ snapshot: source.snapshot(), samples: [] }).ctx;
  return { ...contextOf(source, null), prom };
};
const live = async () => (await source.read(ref, viewerWith(null), never)).object;

async function planFor(weights: readonly number[]): Promise<ChangePlan> {
  const plan = shiftWeights(ref, await live(), { rule: 'http/0', weights });
  if (!plan.ok) throw new Error(plan.error);
  return plan.value;
}

beforeAll(async () => {
  source = cluster.startSource();
  await vi.waitFor(() => expect(source.served('VirtualService')).not.toBeNull(), 20_000);
  const destination = (subset: string, weight: number) => ({ destination: { host: name, subset }, weight });
  await cluster.create(routes, {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: { name, namespace: 'shop' },
    spec: { hosts: [name], http: [{ route: [destination('v1', 90), destination('v2', 10)] }] },
  });
  webhook = await serveRefusingWebhook(name, reason);
  const rule = { apiGroups: ['networking.istio.io'], apiVersions: ['*'], resources: ['virtualservices'] };
  await cluster.create(webhooks, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: `${name}.weft.example`,
        clientConfig: { url: webhook.url, caBundle: webhook.caBundle },
        rules: [{ ...rule, operations: ['CREATE', 'UPDATE'] }],
        // What is not this test's goes on even if it leaves the configuration behind.
        failurePolicy: 'Ignore',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  });
});
afterAll(async () => {
  await cluster.remove(`${webhooks}/${name}`).catch(() => undefined);
  await cluster.remove(`${routes}/${name}`).catch(() => undefined);
  await webhook.close();
  await source.close();
  await cluster.admin.close();
});

test('a webhook’s refusal stops the review and both ways to apply, with its reason; nothing changes', async () => {
  const plan = await planFor([50, 50]);
  const before = await live();
  // A real API server takes a moment to learn of a webhook.
  const review = await vi.waitFor(async () => {
    const reviewed = await reviewPlan(ctx(), plan);
    expect(reviewed.steps[0]?.refused?.message).toContain(reason);
    return reviewed;
  }, 20_000);
  expect(review.checks.find(({ code }) => code === 'dry-run')).toMatchObject({
    outcome: 'blocks',
    says: expect.stringContaining(reason),
    confirm: null,
  });
  const refusal = { message: expect.stringContaining(reason) };
  await expect(applyChange(ctx(), { plan, confirmed: ['dry-run'] })).rejects.toMatchObject(refusal);
  await expect(applyPlan(ctx(), plan)).rejects.toMatchObject(refusal);
  expect(await live()).toEqual(before);
});
