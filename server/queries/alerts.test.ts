import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { alertResponse, alertRuleResponse, alertsResponse } from '#lib/api/alerts-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import { readAlert } from './alert.ts';
import { readAlertRule } from './alert-rule.ts';
import { readAlerts } from './alerts.ts';
import { readGraph } from './graph.ts';
import { readIncidents } from './incidents.ts';
import { all, at, contextOf, live, type World } from './testing/context.ts';
import { twoNamespaces } from './testing/two-namespaces.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const hidden: Call = { from: 'treasury/teller', to: 'treasury/vault', service: 'treasury/vault' };
const failing = (of: Call) => [
  sample('requests', of, 10),
  failure(of, '503 UC', 5),
  sample('requests', { ...of, reporter: 'destination' }, 5),
];
const alert = (labels: Record<string, string>): VectorRow => ({
  labels: { alertname: 'A', alertstate: 'firing', severity: 'critical', ...labels },
  value: 1,
});
const ofCart = { destination_service_name: 'cart', destination_service_namespace: 'shop' };
const ofVault = { namespace: 'treasury', pod: 'vault-1' };
/** A rule as it is asked for where nobody chose anything. */
const ruleOf = (edge: EdgeId) => ({
  ...live,
  edge,
  about: null,
  severity: 'critical' as const,
  bound: null,
  labels: {},
  link: null,
});
const worldOf = (rest: Partial<World> = {}): World => ({
  snapshot: twoNamespaces,
  samples: [...failing(call), ...failing(hidden)],
  vectors: {
    alerts: [
      alert({ ...ofCart, alertname: 'CartFails' }),
      alert({ ...ofVault, alertname: 'VaultCrashes', alertstate: 'pending' }),
      alert({ alertname: 'Quiet', namespace: 'shop', deployment: 'frontend-x' }),
      alert({ alertname: 'DiskFull', node: 'n1' }),
    ],
    'alerts since': [{ labels: { alertname: 'CartFails', severity: 'critical', ...ofCart }, value: at - 90 }],
  },
  ...rest,
});

test('firing alerts stand on the problems that they are about; what names no place is left out', async () => {
  const { ctx, asked } = contextOf(worldOf());
  const answer = alertsResponse.parse(await readAlerts(ctx, live));
  const { problems, nodes } = await readIncidents(ctx, live);
  const nameOf = (key: string) => {
    const target = problems.find((problem) => problem.key === key)?.target;
    return nodes.find(({ id }) => id === target)?.name;
  };
  const told = answer.problems.map(({ key, alerts }) => [nameOf(key), alerts.map(({ name }) => name)]);
  expect(new Map(told.map(([name, alerts]) => [name, alerts]))).toEqual(
    new Map([
      ['cart', ['CartFails']],
      ['vault', ['VaultCrashes']],
    ]),
  );
  const [cart] = answer.problems.flatMap(({ alerts }) => alerts.filter(({ name }) => name === 'CartFails'));
  expect(cart).toMatchObject({ state: 'firing', severity: 'critical', since: at - 90 });
  expect(answer.others.map(({ name }) => name)).toEqual(['Quiet']);
  await readAlerts(ctx, live);
  expect(asked.filter((name) => name.startsWith('alerts'))).toEqual(['alerts', 'alerts since']);
});

test('without a series of alerts nothing fires, and one query was asked', async () => {
  const { ctx, asked } = contextOf(worldOf({ vectors: { alerts: [] } }));
  expect(await readAlerts(ctx, live)).toMatchObject({ problems: [], others: [], missing: [] });
  expect(asked).toEqual(['alerts']);
});

test('alerts that cannot be asked are missing', async () => {
  const { ctx } = contextOf(worldOf({ vectors: {} }));
  expect((await readAlerts(ctx, live)).missing).toEqual([
    { query: 'alerts', reason: 'Prometheus cannot be reached.' },
  ]);
});

test('who may not read a namespace is told of no alert that names it', async () => {
  const { ctx } = contextOf(worldOf({ namespaces: ['shop'] }));
  const answer = await readAlerts(ctx, live);
  expect(JSON.stringify(answer)).not.toMatch(/vault|treasury/i);
  expect(answer.problems).toHaveLength(1);
});

test('the labels of an alert lead to its edge, and to none that is hidden', async () => {
  const { ctx } = contextOf(worldOf());
  const found = alertResponse.parse(await readAlert(ctx, { ...live, labels: { ...ofCart, job: 'x' } }));
  expect(found).toMatchObject({ total: 1, ignored: ['job'] });
  expect(await readAlert(ctx, { ...live, labels: ofVault })).toMatchObject({ total: 1 });
  const { ctx: narrow } = contextOf(worldOf({ namespaces: ['shop'] }));
  const none = await readAlert(narrow, { ...live, labels: ofVault });
  expect(none).toMatchObject({ total: 0, nodes: [] });
});

test('an edge becomes a rule by whose labels it is found again, and it is said how often it would have fired', async () => {
  const grid = Math.floor(at / 300) * 300;
  const points = [20, 15, 0].map((ago) => [epochSeconds.parse(grid - ago * 60), 0.5] as const);
  const { ctx } = contextOf(worldOf({ matrices: { 'alert rule': [{ labels: {}, points }] } }));
  const edge = (await readGraph(ctx, all)).graph.edges.find(({ service: to }) => to?.name === 'cart');
  if (edge === undefined) throw new Error('no edge');
  const asked = { ...ruleOf(edge.id), link: 'https://weft.example' };
  const rule = alertRuleResponse.parse(await readAlertRule(ctx, asked));
  expect(rule).toMatchObject({ about: 'outcome', abouts: ['outcome', 'errors', 'slow', 'stopped'] });
  expect(rule.fired).toMatchObject({ times: 2, lasted: 900, now: true });
  expect(rule.expr).toContain('response_flags=~"(.*,)?(UC)(,.*)?"');
  const [, link] = /runbook_url: (\S+)/.exec(rule.file) ?? [];
  const labels = Object.fromEntries(new URL(link ?? '').searchParams);
  expect(await readAlert(ctx, { ...live, labels })).toMatchObject({ total: 1, edges: [{ id: edge.id }] });
});

const definition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'prometheusrules.monitoring.coreos.com' },
  spec: {
    group: 'monitoring.coreos.com',
    names: { kind: 'PrometheusRule', plural: 'prometheusrules' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true }],
  },
};
const other: KubeObject = {
  ...definition,
  metadata: { name: 'other' },
  spec: { group: 'other', names: { kind: 'Other' } },
};

test('where the cluster defines PrometheusRule the rule comes as a change that creates it, with the labels asked for', async () => {
  const ruleIn = async (...definitions: readonly KubeObject[]) => {
    const snapshot = mesh([...workload('shop', 'frontend'), ...workload('shop', 'cart'), ...definitions]);
    const { ctx } = contextOf(worldOf({ snapshot }));
    const [edge] = (await readGraph(ctx, all)).graph.edges;
    if (edge === undefined) throw new Error('no edge');
    const asked = { ...ruleOf(edge.id), labels: { release: 'mesh' } };
    return alertRuleResponse.parse(await readAlertRule(ctx, asked));
  };
  const rule = await ruleIn(definition);
  expect(rule).toMatchObject({ installed: true, plan: { steps: [{ do: 'create' }] } });
  const [step] = rule.plan?.steps ?? [];
  expect(step?.ref).toMatchObject({ kind: 'PrometheusRule', namespace: 'shop', name: rule.name });
  // What is created is what is read.
  expect(step?.do === 'create' ? step.object : null).toEqual(parse(rule.operator));
  expect(rule.operator).toContain('release: mesh');
  expect(await ruleIn(other)).toMatchObject({ installed: false, plan: null });
  expect(await ruleIn()).toMatchObject({ installed: null, plan: null });
});

test('of an edge with a hidden end no rule is made', async () => {
  const over: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
  const { ctx } = contextOf(worldOf({ samples: failing(over), namespaces: ['shop'] }));
  const [edge] = (await readGraph(ctx, all)).graph.edges;
  if (edge === undefined) throw new Error('no edge');
  await expect(readAlertRule(ctx, ruleOf(edge.id))).rejects.toMatchObject({ code: 'forbidden' });
});
