import type { KubeObject } from '#lib/k8s/object.ts';
import { someOf } from './some-of.ts';

/** Objects by name for a text: `shop/a, shop/b and 3 more`, in the order of the alphabet, whichever way they came. */
export const namesOf = (objects: Iterable<KubeObject>): string =>
  someOf(
    [...objects]
      .map(({ metadata: { namespace, name } }) => (namespace ? `${namespace}/${name}` : name))
      .sort(),
  );
