import { editDistance } from '#lib/core/edit-distance.ts';
import { parseServiceFqdn } from '#lib/istio/hosts.ts';

/** Letters by which a host may differ from the service it was probably meant for. */
const mostEdits = 2;

/**
 * The service that a host without one was probably meant for: of its namespace, and spelled nearly the same. Null where
 * none is near, or where two are as near. `names` are the Services of that namespace.
 */
export function nearestService(
  host: string,
  namesIn: (namespace: string) => readonly string[],
): { readonly namespace: string; readonly name: string } | null {
  const meant = parseServiceFqdn(host);
  if (meant === null) return null;
  const near = namesIn(meant.namespace)
    .map((name) => ({ name, distance: editDistance(meant.name, name) }))
    .filter(
      ({ name, distance }) => distance <= mostEdits && distance < Math.min(name.length, meant.name.length),
    )
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  if (first === undefined || first.distance === second?.distance) return null;
  return { namespace: meant.namespace, name: first.name };
}
