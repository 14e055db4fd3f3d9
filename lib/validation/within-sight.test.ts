import { expect, test } from 'vitest';
import type { KindState, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { createValidator } from './run.ts';

const route = (name: string, host: string, gateway = 'mesh') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { hosts: [${name}.example.com], gateways: [${gateway}], http: [{ route: [{ destination: { host: ${host} } }] }] }
`;
const mesh = snapshotOf(
  [
    'apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\n',
    route('near', 'crat'),
    route('far', 'ledger.bank.svc.cluster.local'),
    route('outside', 'api.example.org'),
    route('entrance', 'cart', 'ingress/front'),
  ].join('---'),
);

function seen(state: KindState): MeshSnapshot {
  const clusters = [...mesh.clusters].map(([id, cluster]) => {
    const states = new Map(cluster.states);
    for (const kind of ['Service', 'ServiceEntry', 'Gateway'] as const) states.set(kind, state);
    return [id, { ...cluster, states }] as const;
  });
  return { ...mesh, version: mesh.version + 1, clusters: new Map(clusters) };
}

const missing = (run: ReturnType<typeof createValidator>, state: KindState) =>
  run(seen(state))
    .flatMap(({ code, object }) => (code === 'IST0101' ? [object.name] : []))
    .sort();

const everywhere: KindState = { phase: 'live', since: '' };

test('of what may be in a namespace that is not listed nothing is said', () => {
  const run = createValidator();
  expect(missing(run, everywhere)).toEqual(['entrance', 'far', 'near', 'outside']);
  expect(missing(run, { ...everywhere, only: ['shop'] })).toEqual(['near']);
  expect(missing(run, { ...everywhere, only: ['bank', 'ingress', 'shop'] })).toEqual([
    'entrance',
    'far',
    'near',
  ]);
  expect(missing(run, { ...everywhere, only: ['bank'] })).toEqual([]);
});

test('when a kind may no longer be listed, what was found without it is taken back', () => {
  const run = createValidator();
  expect(missing(run, everywhere)).not.toEqual([]);
  expect(missing(run, { phase: 'forbidden', reason: 'no' })).toEqual([]);
});
