import { expect, test } from 'vitest';
import { effectiveAuthorization } from './effective-authorization.ts';
import { authorizationSays } from './governing-says.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const policy = (name: string, namespace: string, spec: string) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;
const subject = { namespace: 'shop', labels: { app: 'cart' } };

test('policies decide in the order CUSTOM, DENY, ALLOW, whoever wrote them', () => {
  const yaml =
    policy('allow', 'shop', 'rules: [{}]') +
    policy('deny', 'shop', 'action: DENY, rules: [{ to: [{ operation: { methods: [DELETE] } }] }]') +
    policy('ext', 'istio-system', 'action: CUSTOM, provider: { name: ext }, rules: [{}]') +
    policy('other', 'bank', 'rules: [{}]') +
    policy('not-mine', 'shop', 'selector: { matchLabels: { app: pay } }');
  const { policies, allowsByDefault } = effectiveAuthorization(clusterOf(yaml), subject);
  expect(policies.map(({ object, scope }) => `${object.name} ${scope}`)).toEqual([
    'ext mesh',
    'deny namespace',
    'allow namespace',
  ]);
  expect(allowsByDefault).toBe(false);
});

test('without an ALLOW policy what nobody denies is let in', () => {
  expect(
    effectiveAuthorization(clusterOf(policy('d', 'shop', 'action: DENY')), subject).allowsByDefault,
  ).toBe(true);
});

test('a policy attached to a Service counts where that Service is called', () => {
  const cluster = clusterOf(policy('w', 'shop', 'targetRefs: [{ group: "", kind: Service, name: cart }]'));
  const service = { group: '', kind: 'Service', namespace: 'shop', name: 'cart' };
  expect(effectiveAuthorization(cluster, subject, [service]).policies).toHaveLength(1);
  expect(effectiveAuthorization(cluster, subject).policies).toEqual([]);
});

test.each([
  ['', 'ALLOW nothing, for the namespace'],
  ['rules: [{}]', 'ALLOW everything, for the namespace'],
  ['action: DENY, rules: [{ when: [] }]', 'DENY what 1 rule matches, for the namespace'],
  ['rules: [{ from: [] }, { to: [] }]', 'ALLOW what 2 rules match, for the namespace'],
])('%s says: %s', (spec, says) => {
  const [applying] = effectiveAuthorization(clusterOf(policy('p', 'shop', spec)), subject).policies;
  expect(applying === undefined ? null : authorizationSays(applying)).toBe(says);
});
