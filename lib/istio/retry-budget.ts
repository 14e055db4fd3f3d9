/**
 * What retries may need beyond a route's timeout, which spans all tries: the number of tries, the milliseconds that they
 * may take, and how many of them fit. Null where all fit, or where the timeout or that of a try is off (0).
 */
export function retriesBeyondTimeout(
  timeout: number,
  perTry: number,
  attempts: number,
): { readonly tries: number; readonly needed: number; readonly possible: number } | null {
  const tries = 1 + attempts;
  const needed = tries * perTry;
  if (timeout === 0 || perTry === 0 || needed <= timeout) return null;
  return { tries, needed, possible: Math.floor(timeout / perTry) };
}
