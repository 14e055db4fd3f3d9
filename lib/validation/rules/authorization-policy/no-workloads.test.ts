import { expect, test } from 'vitest';
import { pod, snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { kialiCodesOf } from '../../codes/kiali.ts';
import { validateMesh } from '../../run.ts';
import { noWorkloads } from './no-workloads.ts';

const policy = (namespace: string, spec: string) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: policy, namespace: ${namespace} }
spec: ${spec}
`;
const outside = pod('shop', 'batch', { app: 'batch' }, { proxy: false });
const selecting = (app: string) => `{ selector: { matchLabels: { app: ${app} } } }`;

test.each([
  ['a selector that no workload has', policy('shop', selecting('cart')), ['KIA0004']],
  ['one of workloads outside the mesh', policy('shop', selecting('batch')), []],
  ['one of the root namespace that no workload has', policy('istio-system', selecting('cart')), ['KIA0004']],
  ['one of the root namespace, of workloads outside', policy('istio-system', selecting('batch')), []],
  ['no selector, in a namespace outside the mesh', policy('shop', '{}'), []],
])('Kiali knows it as a selector without workloads, or not at all: %s', (_, yaml, kiali) => {
  const findings = validateMesh(snapshotOf(outside + yaml), [noWorkloads]);
  expect(findings.map(({ code }) => code)).toEqual(['IST0127']);
  expect(findings.flatMap(kialiCodesOf)).toEqual(kiali);
});
