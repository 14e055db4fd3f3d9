import { escapeRegex, type Matcher, matches, matchesNot } from '../promql.ts';

/**
 * Selections of the series with an end in some namespaces, null for all series. No series is in two of them: joined by `or`
 * each is read once. The service's namespace decides only where the request reached no workload, as on the graph.
 */
export function inNamespaces(
  namespaces: readonly string[] | null,
): readonly [readonly Matcher[], ...(readonly Matcher[])[]] {
  if (namespaces === null) return [[]];
  const any = namespaces.map(escapeRegex).join('|');
  const elsewhere = matchesNot('source_workload_namespace', any);
  return [
    [matches('source_workload_namespace', any)],
    [elsewhere, matches('destination_workload_namespace', any)],
    [
      elsewhere,
      matches('destination_workload_namespace', 'unknown|'),
      matches('destination_service_namespace', any),
    ],
  ];
}
