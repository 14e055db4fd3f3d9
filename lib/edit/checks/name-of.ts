import type { ObjectRef } from '#lib/core/object-ref.ts';

/** An object as it is said: `VirtualService shop/cart`. */
export const nameOf = ({ kind, namespace, name }: ObjectRef): string =>
  `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
