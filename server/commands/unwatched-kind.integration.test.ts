import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { connectTestCluster, viewerWith } from '#server/kube/testing/real-cluster.ts';
import { never } from '#server/testing/never.ts';
import { applyChange, undoChange } from './apply-change.ts';
import { reviewPlan } from './review-plan.ts';
import { knowsRoutes } from './testing/own-route.ts';
import { unobserved } from './testing/unobserved.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const group = 'monitoring.coreos.com';
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `prometheusrules.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'prometheusrules',
      singular: 'prometheusrule',
      kind: 'PrometheusRule',
      listKind: 'PrometheusRuleList',
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};
const name = `weft-rule-${randomBytes(3).toString('hex')}`;
let source: RunningKubeSource;
const ref = () => ({
  cluster: source.status().cluster,
  group,
  kind: 'PrometheusRule',
  namespace: 'shop',
  name,
});
const plan = (): ChangePlan => ({
  steps: [
    {
      do: 'create',
      ref: ref(),
      object: {
        apiVersion: `${group}/v1`,
        kind: 'PrometheusRule',
        metadata: { name, namespace: 'shop' },
        spec: { groups: [{ name, rules: [{ alert: 'A', expr: 'vector(1)' }] }] },
      },
    },
  ],
});

beforeAll(async () => {
  source = cluster.startSource();
  await knowsRoutes(source);
});
afterAll(async () => {
  await cluster.remove(`${definitions}/prometheusrules.${group}`).catch(() => undefined);
  await source.close();
  await cluster.admin.close();
});

test('a kind that is written and not watched is refused where it is not served, else created and taken back', async () => {
  const ctx = unobserved(source);
  expect((await reviewPlan(ctx, plan())).steps[0]?.refused).toMatchObject({ code: 'not-found' });
  await cluster.create(definitions, definition);
  // A real API server takes a moment to serve a new kind.
  await vi.waitFor(async () => expect((await reviewPlan(ctx, plan())).steps[0]?.refused).toBeNull(), 20_000);
  const { checks } = await reviewPlan(ctx, plan());
  expect(checks).toContainEqual(
    expect.objectContaining({
      code: 'rights',
      outcome: 'passes',
      says: `You may create prometheusrules.${group} in shop.`,
    }),
  );
  const { change } = await applyChange(ctx, { plan: plan(), confirmed: [] });
  const read = () => source.read(ref(), viewerWith(null), never);
  expect((await read()).object.spec).toMatchObject({ groups: [{ name }] });
  await expect(applyChange(ctx, { plan: plan(), confirmed: [] })).rejects.toMatchObject({ code: 'conflict' });
  await undoChange(ctx, change);
  await expect(read()).rejects.toMatchObject({ code: 'not-found' });
});
