import type { ObjectRef } from '#lib/core/object-ref.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { type KindName, kinds } from '../kinds.ts';

/** The reference to an object of the test cluster. For tests. */
export const refTo = (kind: KindName, name: string, namespace: string | null = 'shop'): ObjectRef => ({
  cluster: testCluster,
  group: kinds[kind].group,
  kind: kinds[kind].kind,
  namespace,
  name,
});
