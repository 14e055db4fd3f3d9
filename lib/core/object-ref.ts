import { z } from 'zod';
import { clusterId } from './ids.ts';

/** Which Kubernetes object is meant. `group` is empty for the core group, `namespace` null for cluster-scoped kinds. */
export const objectRef = z.object({
  cluster: clusterId,
  group: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
});
export type ObjectRef = z.infer<typeof objectRef>;

/** A key that two references share exactly when they mean the same object. */
export const objectKey = (ref: ObjectRef): string =>
  [ref.cluster, ref.group, ref.kind, ref.namespace ?? '', ref.name].join('/');

/** An object as people call it: `VirtualService shop/cart`. */
export const objectName = ({ kind, namespace, name }: Omit<ObjectRef, 'cluster' | 'group'>): string =>
  `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
