/** Labels as people write them: `app=cart, version=v1`; `(none)` for none. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '(none)' : pairs.sort().join(', ');
}
