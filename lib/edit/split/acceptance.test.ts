import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { acceptanceOf } from './acceptance.ts';

const state = (status: string, rejects: number | null = null) =>
  acceptanceOf(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', namespace: 'shop', generation: 3 },
      status: parse(status),
    },
    rejects,
  );
const parent = (...conditions: readonly [type: string, status: string, generation: number][]) =>
  `{ parentRef: { name: edge }, conditions: ${JSON.stringify(
    conditions.map(([type, is, observedGeneration]) => ({
      type,
      status: is,
      observedGeneration,
      message: 'No such Service.',
    })),
  )} }`;

test.each([
  [
    'accepted by each parent',
    `parents: [${parent(['Accepted', 'True', 3], ['ResolvedRefs', 'True', 3])}]`,
    'accepted',
  ],
  ['one parent that looked at an older spec', `parents: [${parent(['Accepted', 'True', 2])}]`, 'pending'],
  [
    'a reference that leads nowhere',
    `parents: [${parent(['Accepted', 'True', 3], ['ResolvedRefs', 'False', 3])}]`,
    'refused',
  ],
  [
    'one of several refuses',
    `parents: [${parent(['Accepted', 'True', 3])}, ${parent(['Accepted', 'False', 3])}]`,
    'refused',
  ],
  [
    'reconciled',
    '{ observedGeneration: "3", conditions: [{ type: Reconciled, status: "True" }] }',
    'accepted',
  ],
  ['not reconciled yet', 'conditions: [{ type: Reconciled, status: "False", message: 1/3 }]', 'pending'],
  ['an error of the analysis', 'validationMessages: [{ level: ERROR, type: { code: IST0101 } }]', 'refused'],
  ['a note of the analysis', 'validationMessages: [{ level: INFO, type: { code: IST0118 } }]', 'not-known'],
  [
    'an older spec was analysed',
    '{ observedGeneration: 2, conditions: [{ type: Reconciled, status: "True" }] }',
    'pending',
  ],
  ['no status', '{}', 'not-known'],
])('%s', (_, status, expected) => {
  expect(state(status).state).toBe(expected);
});

test('a refusal says why, and refused configurations are told beside what the object says', () => {
  expect(state(`parents: [${parent(['ResolvedRefs', 'False', 3])}]`).says).toBe(
    'edge refuses it: No such Service.',
  );
  expect(state('{}', 0).says).not.toContain('refused');
  expect(state('{}', 3.2).says).toContain(
    'Proxies refused 3 configurations since it changed, of this object or another.',
  );
});
