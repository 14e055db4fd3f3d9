import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { mesh, service, workload } from '../testing/mesh.ts';
import { type Call, sample } from '../testing/traffic.ts';
import { drawnOf } from '../view/testing/view.ts';

const machine = (name: string, labels: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'WorkloadEntry',
  metadata: { name, namespace: 'shop' },
  spec: { address: '10.0.0.1', labels },
});

const [sleeping] = workload('shop', 'sleeping');
if (sleeping === undefined) throw new Error('there is no Deployment');

const snapshot = mesh([
  ...workload('shop', 'gateway', { proxy: 'gateway' }),
  ...workload('shop', 'cart', { version: 'v1' }),
  ...workload('shop', 'legacy', { proxy: 'none' }),
  ...workload('shop', 'quiet'),
  ...workload('istio-system', 'istiod', { proxy: 'none' }),
  sleeping,
  service('shop', 'cart'),
  machine('vm-1', { app: 'cart', version: 'v1' }),
  machine('vm-2', { app: 'ledger' }),
]);

const call = (from: string, to: string): Call => ({ from, to, service: to });
const samples = [
  sample('requests', call('shop/gateway', 'shop/cart'), 1, { destination_canonical_revision: 'v1' }),
  sample('requests', call('shop/cart', 'shop/legacy'), 1, { source_canonical_revision: 'v1' }),
  sample('requests', call('shop/cart', 'istio-system/istiod'), 1, { source_canonical_revision: 'v1' }),
  sample('requests', call('shop/cart', 'shop/ledger'), 1, { source_canonical_revision: 'v1' }),
];

const expected = {
  gateway: ['source'],
  cart: ['workload-entry'],
  legacy: ['out-of-mesh'],
  quiet: ['idle'],
  istiod: [],
  sleeping: ['no-pods', 'idle'],
  ledger: ['workload-entry'],
};

const options = { deadNodes: true, idleNodes: true, membership: true, workloadEntries: true } as const;

test.each(['workload', 'versionedApp', 'app'] as const)(
  'a view of %s has the same marks on its nodes as the graph of the mesh',
  (graphType) => {
    const drawn = drawnOf(samples, { snapshot, options: { ...options, graphType } });
    for (const [name, marks] of Object.entries(expected)) {
      const of = (graph: typeof drawn.graph) => graph.nodes.find((node) => node.name === name)?.marks;
      expect(of(drawn.mesh), name).toEqual(marks);
      expect(of(drawn.graph), name).toEqual(marks);
    }
  },
);

test('the machines behind a node are named', () => {
  const { graph, mesh: whole } = drawnOf(samples, { snapshot, options });
  for (const { nodes } of [graph, whole]) {
    expect(nodes.find(({ name }) => name === 'cart')?.workloadEntries).toEqual(['vm-1']);
    expect(nodes.find(({ name }) => name === 'ledger')).toMatchObject({
      object: null,
      workloadEntries: ['vm-2'],
    });
  }
});
