import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { type RefusingWebhook, serveRefusingWebhook } from '#server/kube/testing/refusing-webhook.ts';
import { applyChange } from './apply-change.ts';
import { applyPlan } from './apply-plan.ts';
import { reviewPlan } from './review-plan.ts';
import { ownRoute } from './testing/own-route.ts';
import { unobserved } from './testing/unobserved.ts';

const route = ownRoute(process.env.WEFT_TEST_KUBECONFIG, 'refused');
const { cluster, name } = route;
const reason = 'the change freeze lasts until Monday';
const webhooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
let source: RunningKubeSource;
let webhook: RefusingWebhook;

const ctx = () => unobserved(source);

beforeAll(async () => {
  source = await route.startSource();
  const destination = (subset: string, weight: number) => ({ destination: { host: name, subset }, weight });
  await route.create({
    hosts: [name],
    http: [{ route: [destination('v1', 90), destination('v2', 10)] }],
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
        // Ignored when it is late, too: the most that is allowed, for a busy machine.
        timeoutSeconds: 30,
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
      },
    ],
  });
});
afterAll(async () => {
  await cluster.remove(`${webhooks}/${name}`).catch(() => undefined);
  await route.remove();
  await webhook.close();
  await source.close();
  await cluster.admin.close();
});

test('a webhook’s refusal stops the review and both ways to apply, with its reason; nothing changes', async () => {
  const plan = await route.shift(source, [50, 50]);
  const before = await route.live(source);
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
  expect(await route.live(source)).toEqual(before);
});
