const most = 5;

/** Names for a text, in their order and each once: `shop/a, shop/b and 3 more`. */
export function someOf(names: Iterable<string>): string {
  const distinct = [...new Set(names)];
  const rest = distinct.length - most;
  return rest > 0 ? `${distinct.slice(0, most).join(', ')} and ${rest} more` : distinct.join(', ');
}
