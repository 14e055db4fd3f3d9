/** What a rule declares: share by destination, 0 to 1. */
export type Shares = ReadonlyMap<string, number>;

/**
 * How much of one caller's requests each of the rules takes (sums to 1), told from where the requests went: all of it for a lone
 * rule, and for two whose shares differ the mixture that comes nearest to what was observed. Null where it cannot be told.
 */
export function rulePortions(rules: readonly Shares[], observed: Shares): readonly number[] | null {
  const [first, second] = rules;
  if (first === undefined) return null;
  if (second === undefined) return [1];
  if (rules.length > 2) return null;
  const all = new Set([...first.keys(), ...second.keys(), ...observed.keys()]);
  let along = 0;
  let length = 0;
  for (const key of all) {
    const apart = (first.get(key) ?? 0) - (second.get(key) ?? 0);
    along += ((observed.get(key) ?? 0) - (second.get(key) ?? 0)) * apart;
    length += apart * apart;
  }
  if (length === 0 || observed.size === 0) return null;
  const portion = Math.min(1, Math.max(0, along / length));
  return [portion, 1 - portion];
}
