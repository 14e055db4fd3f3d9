/** A node with the name a person types. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * The node that a typed text means, after `from`: of those whose name begins with it, else of those that have it within;
 * `again` goes on to the next such node. Null where no name has it.
 */
export function jumpTo(
  nodes: readonly Named[],
  text: string,
  from: string | null,
  again = false,
): string | null {
  const typed = text.toLowerCase();
  if (typed === '') return null;
  const at = nodes.findIndex(({ id }) => id === from);
  const start = again ? at + 1 : Math.max(0, at);
  const round = [...nodes.slice(start), ...nodes.slice(0, start)];
  const named = (matches: (name: string) => boolean) => round.find(({ name }) => matches(name.toLowerCase()));
  const found = named((name) => name.startsWith(typed)) ?? named((name) => name.includes(typed));
  return found?.id ?? null;
}
