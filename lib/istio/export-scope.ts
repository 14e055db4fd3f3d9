/** The namespaces that `exportTo` of an object makes it visible in: `*` alone for all of them. */
export function exportScope(exportTo: readonly string[] | undefined, namespace: string): ReadonlySet<string> {
  if (exportTo === undefined || exportTo.length === 0 || exportTo.includes('*')) return new Set(['*']);
  return new Set(exportTo.map((to) => (to === '.' ? namespace : to)));
}

/** Whether any namespace sees what is exported to either of two scopes. */
export const scopesMeet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.has('*') || b.has('*') || [...a].some((scope) => b.has(scope));
