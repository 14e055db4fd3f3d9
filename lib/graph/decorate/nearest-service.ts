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

/** Insertions, deletions and replacements that turn `a` into `b` (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
