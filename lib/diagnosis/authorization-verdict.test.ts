import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { AuthorizationPolicySpec } from '#lib/istio/security-types.ts';
import { effectiveAuthorization } from '#lib/mesh/effective-authorization.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { authorizationVerdict } from './authorization-verdict.ts';

const caller = { principals: ['cluster.local/ns/shop/sa/cart'], namespace: 'shop' };

function verdict(...specs: AuthorizationPolicySpec[]) {
  const objects = specs.map((spec, i) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: `p${i}`, namespace: 'pay' },
    spec,
  }));
  const { cluster } = snapshotOfObjects(clusterId.parse('c'), objects);
  return authorizationVerdict(effectiveAuthorization(cluster, { namespace: 'pay', labels: {} }), caller);
}

const from = (source: object) => [{ from: [{ source }] }];

test.each([
  ['no policy', [], 'allowed', undefined],
  ['an ALLOW rule names the caller', [{ rules: from({ namespaces: ['shop'] }) }], 'allowed', undefined],
  [
    'an ALLOW rule names another',
    [{ rules: from({ principals: ['*/sa/billing'] }) }],
    'denied',
    'spec.rules[0].from[0].source.principals[0]',
  ],
  ['an ALLOW policy without rules', [{ action: 'ALLOW' }], 'denied', 'spec.rules'],
  [
    'a DENY rule names the caller',
    [{ action: 'DENY', rules: from({ serviceAccounts: ['shop/cart'] }) }],
    'denied',
    'spec.rules[0]',
  ],
  [
    'a DENY rule excepts the caller',
    [{ action: 'DENY', rules: from({ notNamespaces: ['shop'] }) }],
    'allowed',
    undefined,
  ],
  [
    'a DENY rule asks for a path',
    [{ action: 'DENY', rules: [{ to: [{ operation: { paths: ['/x'] } }] }] }],
    'cannot-tell',
    'spec.rules[0]',
  ],
  [
    'an ALLOW rule asks for a method',
    [{ rules: [{ to: [{ operation: { methods: ['GET'] } }] }] }],
    'cannot-tell',
    'spec.rules[0]',
  ],
  [
    'one ALLOW rule takes all, another asks for a path',
    [{ rules: [{}, { to: [{ operation: { paths: ['/x'] } }] }] }],
    'allowed',
    undefined,
  ],
  ['DENY goes before ALLOW', [{ rules: [{}] }, { action: 'DENY', rules: [{}] }], 'denied', 'spec.rules[0]'],
  [
    'a provider outside decides',
    [{ action: 'CUSTOM', provider: { name: 'opa' }, rules: [{}] }],
    'cannot-tell',
    'spec.provider',
  ],
] as const)('%s', (_, specs, kind, path) => {
  const found = verdict(...specs.map((spec) => spec as AuthorizationPolicySpec));
  expect(found.kind).toBe(kind);
  if (path !== undefined) expect(found).toMatchObject({ path });
});

test('a caller without a certificate matches no rule that names callers', () => {
  const { cluster } = snapshotOfObjects(clusterId.parse('c'), [
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'p', namespace: 'pay' },
      spec: { rules: from({ principals: ['*'] }) },
    },
  ]);
  const policies = effectiveAuthorization(cluster, { namespace: 'pay', labels: {} });
  expect(authorizationVerdict(policies, { principals: [], namespace: null }).kind).toBe('denied');
  expect(authorizationVerdict(policies, { principals: null, namespace: null }).kind).toBe('cannot-tell');
});
