import type { ApartScore } from '../case-outcome.ts';
import type { Named } from './compare-findings.ts';

/**
 * Of what was found as expected, how much agrees in one more respect: for every expectation that states it, whether one of
 * the findings of that code on that object has the same. `what` names the respect (`level`, `path`).
 */
export function scoreApart<E extends Named, F extends Named>(
  what: string,
  expected: readonly E[],
  found: readonly F[],
  stated: (expectation: E) => string | undefined,
  shown: (finding: F) => string,
): ApartScore {
  const differences: string[] = [];
  let of = 0;
  for (const one of expected) {
    const should = stated(one);
    const same = found.filter(({ code, object }) => code === one.code && object === one.object);
    if (should === undefined || same.length === 0) continue;
    of++;
    const is = same.map(shown);
    if (!is.includes(should))
      differences.push(`${one.code} ${one.object}: ${is.join(' or ')}, not ${should}`);
  }
  return { what, agree: of - differences.length, of, differences };
}
