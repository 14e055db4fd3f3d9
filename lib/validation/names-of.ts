import type { KubeObject } from '#lib/k8s/object.ts';

const most = 5;

/** Objects by name for a text: `shop/a, shop/b and 3 more`, in the order of the alphabet, whichever way they came. */
export function namesOf(objects: Iterable<KubeObject>): string {
  const names = [
    ...new Set(
      [...objects].map(({ metadata: { namespace, name } }) => (namespace ? `${namespace}/${name}` : name)),
    ),
  ].sort();
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
