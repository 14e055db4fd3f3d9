import { pagePaths } from '#lib/url/paths.ts';
import { countIncidents } from '../queries/count-incidents.ts';
import type { Runtime } from '../runtime.ts';

/** Who they are is waited for so long at most, in milliseconds. */
const patience = 500;

/**
 * Where a person begins: at what is wrong where anything is open, else at the graph. Decided by what was last seen: nobody waits for
 * a query, and who is not signed in, or asks while nothing is known, begins at the graph.
 */
export async function startPath(
  { contextFor, clock }: Pick<Runtime, 'contextFor' | 'clock'>,
  headers: Headers,
): Promise<string> {
  const asked = contextFor(new Request('http://weft/', { headers })).then(
    (ctx) => countIncidents(ctx) ?? 0,
    () => 0,
  );
  const open = await Promise.race([asked, clock.after(patience).then(() => 0)]);
  return open > 0 ? pagePaths.incidents() : pagePaths.graph();
}
