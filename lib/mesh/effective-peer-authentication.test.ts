import { expect, test } from 'vitest';
import { effectivePeerAuthentication } from './effective-peer-authentication.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const policy = (name: string, namespace: string, spec: string, created = '2026-01-01T00:00:00Z') => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: "${created}" }
spec: { ${spec} }
`;
const subject = { namespace: 'shop', labels: { app: 'cart' } };
const decide = (yaml: string, port: number | null = null) => {
  const { mode, from, object } = effectivePeerAuthentication(clusterOf(yaml), subject, port);
  return [mode, from, object?.name ?? null];
};
const meshWide = policy('mesh', 'istio-system', 'mtls: { mode: STRICT }');
const namespaceWide = policy('ns', 'shop', 'mtls: { mode: DISABLE }');
const own = policy(
  'own',
  'shop',
  'selector: { matchLabels: { app: cart } }, mtls: { mode: PERMISSIVE }, portLevelMtls: { "8080": { mode: STRICT } }',
);

test.each([
  ['no policy', '', null, ['PERMISSIVE', 'default', null]],
  ['mesh', meshWide, null, ['STRICT', 'mesh', 'mesh']],
  ['namespace before mesh', meshWide + namespaceWide, null, ['DISABLE', 'namespace', 'ns']],
  ['workload before namespace', meshWide + namespaceWide + own, null, ['PERMISSIVE', 'workload', 'own']],
  ['port before workload', meshWide + namespaceWide + own, 8080, ['STRICT', 'port', 'own']],
  ['another port inherits', own, 9090, ['PERMISSIVE', 'workload', 'own']],
  [
    'UNSET inherits',
    meshWide + policy('ns', 'shop', 'mtls: { mode: UNSET }'),
    null,
    ['STRICT', 'mesh', 'mesh'],
  ],
  ['no mode inherits', meshWide + policy('ns', 'shop', ''), null, ['STRICT', 'mesh', 'mesh']],
  [
    'the older of two',
    policy('young', 'shop', 'mtls: { mode: STRICT }', '2026-05-01T00:00:00Z') + namespaceWide,
    null,
    ['DISABLE', 'namespace', 'ns'],
  ],
  [
    'another namespace’s',
    policy('other', 'bank', 'mtls: { mode: STRICT }'),
    null,
    ['PERMISSIVE', 'default', null],
  ],
  [
    'a selector in the root namespace stays there',
    policy('root', 'istio-system', 'selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT }'),
    null,
    ['PERMISSIVE', 'default', null],
  ],
] as const)('%s', (_, yaml, port, expected) => {
  expect(decide(yaml, port)).toEqual(expected);
});
