/** The text at a place of an object whose shape nobody vouches for; null where there is none. */
export function textAt(value: unknown, ...keys: readonly (string | number)[]): string | null {
  let at = value;
  for (const key of keys) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return typeof at === 'string' ? at : null;
}
