/**
 * Whole numbers in proportion to `parts` that add up to `total` (largest remainder; of equal ones the first). A part above 0
 * gets at least 1 where there is enough for each: little is not none. All 0 where the parts are. Parts below 0 count as 0.
 */
export function apportion(parts: readonly number[], total: number): readonly number[] {
  const sizes = parts.map((part) => (part > 0 && Number.isFinite(part) ? part : 0));
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum === 0 || total <= 0) return parts.map(() => 0);
  const exact = sizes.map((size) => (size / sum) * total);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b,
  );
  for (const i of byRemainder.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
  return atLeastOne(whole, sizes, total);
}

function atLeastOne(whole: number[], sizes: readonly number[], total: number): readonly number[] {
  if (sizes.filter((size) => size > 0).length > total) return whole;
  for (const [i, size] of sizes.entries()) {
    if (size === 0 || whole[i] !== 0) continue;
    const most = Math.max(...whole);
    // Of equal ones the one with the smallest part gives, so that none ends below a smaller one.
    const givers = [...whole.keys()].filter((j) => whole[j] === most);
    const largest = givers.reduce((a, b) => ((sizes[b] ?? 0) < (sizes[a] ?? 0) ? b : a));
    whole[largest] = (whole[largest] ?? 0) - 1;
    whole[i] = 1;
  }
  return whole;
}
