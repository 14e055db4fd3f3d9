import { expect, test } from 'vitest';
import { policiesBarring } from './network-policies.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const front = { namespace: 'shop', labels: { app: 'front' } };
const cart = { namespace: 'shop', labels: { app: 'cart' } };
const abroad = { namespace: 'tools', labels: { app: 'front' } };

const barring = (spec: string, from = front, to: typeof cart | null = cart) =>
  policiesBarring(
    clusterOf(`
apiVersion: v1
kind: Namespace
metadata: { name: tools, labels: { team: tools } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: ${spec}
`),
    from,
    to,
  ).map(({ path }) => path);

const ofCart = 'podSelector: { matchLabels: { app: cart } }';

test.each([
  ['nobody', `{ ${ofCart} }`, ['spec.ingress']],
  [
    'others',
    `{ ${ofCart}, ingress: [{ from: [{ podSelector: { matchLabels: { app: other } } }] }] }`,
    ['spec.ingress'],
  ],
  [
    'pods of another namespace',
    `{ ${ofCart}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: tools } } }] }] }`,
    ['spec.ingress'],
  ],
  [
    'the caller',
    `{ ${ofCart}, ingress: [{ from: [{ podSelector: { matchLabels: { app: front } } }] }] }`,
    [],
  ],
  ['everybody', `{ ${ofCart}, ingress: [{}] }`, []],
  [
    'addresses, which may be the caller’s',
    `{ ${ofCart}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`,
    [],
  ],
  ['nobody, to other pods', '{ podSelector: { matchLabels: { app: other } } }', []],
  ['only what goes out', `{ ${ofCart}, policyTypes: [Egress] }`, []],
] as const)('a policy for the callee that admits %s', (_, spec, expected) => {
  expect(barring(spec)).toEqual(expected);
});

test('a namespace is admitted by its labels', () => {
  const spec = `{ ${ofCart}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: tools } } }] }] }`;
  expect(barring(spec, abroad)).toEqual([]);
});

test('what goes out of the cluster needs a rule for addresses', () => {
  const inside = '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }';
  expect(barring(inside, front, null)).toEqual(['spec.egress']);
  expect(barring(inside)).toEqual([]);
  const blocks =
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }';
  expect(barring(blocks, front, null)).toEqual([]);
});
