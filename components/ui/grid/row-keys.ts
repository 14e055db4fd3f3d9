/**
 * A key for each row, none twice: where rows have one key in common, those above the last are numbered. A row keeps its key while
 * others come and go: what is new comes in at the top, if anywhere, so that of rows that are alike the last was there first.
 */
export function rowKeys<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly string[] {
  const given = new Set<string>();
  const nth = new Map<string, number>();
  const keys = rows.map(keyOf);
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const called = keys[at] ?? '';
    while (given.has(keys[at] ?? '')) {
      const next = (nth.get(called) ?? 1) + 1;
      nth.set(called, next);
      keys[at] = `${called} #${next}`;
    }
    given.add(keys[at] ?? '');
  }
  return keys;
}
