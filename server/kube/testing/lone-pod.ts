import { randomBytes } from 'node:crypto';
import type { connectTestCluster } from './real-cluster.ts';

type TestCluster = Pick<ReturnType<typeof connectTestCluster>, 'create' | 'remove'>;

/** A namespace of its own with the pod `cart-1`, which is given no node: what an API server says of one that runs nowhere. */
export async function lonePod(cluster: TestCluster, purpose: string) {
  const namespace = `weft-${purpose}-${randomBytes(3).toString('hex')}`;
  const path = `/api/v1/namespaces/${namespace}`;
  await cluster.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  // A real API server asks for the account, which no controller makes here.
  await cluster
    .create(`${path}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default' },
    })
    .catch(() => undefined);
  await cluster.create(`${path}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cart-1' },
    spec: { automountServiceAccountToken: false, containers: [{ name: 'istio-proxy', image: 'proxyv2' }] },
  });
  return {
    namespace,
    name: 'cart-1',
    // A bare API server has nobody who empties a namespace that is going.
    remove: async () => {
      await cluster.remove(`${path}/pods/cart-1`);
      await cluster.remove(path);
    },
  };
}
