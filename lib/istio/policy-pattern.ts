/** How policies compare: exact, `prefix*`, `*suffix`, or `*` for anything that is there (istio.io, AuthorizationPolicy). */
export function fitsPattern(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== '';
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? value.endsWith(pattern.slice(1)) : pattern === value;
}
