'use client';
import { useCommands } from '#components/shell/commands.tsx';
import { walkKeys } from './walk-keys.ts';

/** Heard by the graph itself while it has the focus. */
const commands = walkKeys.map(({ keys, title }) => ({
  id: `walk ${keys}`,
  title,
  keys,
  within: 'While the graph has the focus',
  run: () => undefined,
}));

/** Puts the keys of the walk on the list of all keys. */
export function WalkKeyList() {
  useCommands(commands);
  return null;
}
