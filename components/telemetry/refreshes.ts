import type { QueryCost } from '#lib/api/status-contract.ts';

/** Queries by the refresh they belong to. There is a refresh for each window that is looked at, and each asks by the same names. */
export function refreshesOf(queries: readonly QueryCost[]): readonly (readonly QueryCost[])[] {
  const refreshes: QueryCost[][] = [];
  for (const query of queries) {
    const last = refreshes.at(-1);
    if (last === undefined || last.some(({ name }) => name === query.name)) refreshes.push([query]);
    else last.push(query);
  }
  return refreshes;
}
