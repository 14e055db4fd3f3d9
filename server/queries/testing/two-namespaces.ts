import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';

/** Two namespaces, of which a viewer may read one. */
export const twoNamespaces = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'cart'),
  ...workload('treasury', 'teller'),
  ...workload('treasury', 'vault'),
  service('shop', 'cart'),
  service('treasury', 'vault'),
]);

/** Samples of a call of which half end with 500, which the callee itself answers. */
export const halfFails = (of: Call) => [
  sample('requests', of, 10),
  failure(of, '500', 5),
  sample('requests', { ...of, reporter: 'destination' }, 10),
  failure({ ...of, reporter: 'destination' }, '500', 5),
];
