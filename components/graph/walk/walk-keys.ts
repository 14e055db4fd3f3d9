import type { Move } from '#lib/graph/walk/walk.ts';

/** What a key does while the graph has the focus. */
export type WalkAct = Move | 'inspect' | 'menu' | 'toggle' | 'focus' | 'jump' | 'pan';

const acts: Readonly<Record<string, WalkAct>> = {
  ArrowRight: 'out',
  ArrowLeft: 'in',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Enter: 'inspect',
  ContextMenu: 'menu',
  e: 'edge',
  o: 'toggle',
  n: 'focus',
  j: 'jump',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key press means on the graph; null for one that means nothing there and is left to the page. */
export function walkAct({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): WalkAct | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (!shiftKey) return Object.hasOwn(acts, key) ? (acts[key] ?? null) : null;
  if (key === 'F10') return 'menu';
  return key.startsWith('Arrow') ? 'pan' : null;
}

/** The same for who asks which keys there are. */
export const walkKeys = [
  { keys: '→', title: 'Along an edge to what is called' },
  { keys: '←', title: 'Back to a caller' },
  { keys: '↑ ↓', title: 'Another edge from the same place, failing first' },
  { keys: 'Home End', title: 'The first and the last of them' },
  { keys: 'e', title: 'Onto the edge, and off it' },
  { keys: 'Enter', title: 'Inspect, or open what is closed' },
  { keys: 'o', title: 'Open or close the namespace' },
  { keys: 'n', title: 'Focus on its neighbourhood' },
  { keys: 'j', title: 'Jump to a node: type its name' },
  { keys: '⇧ F10', title: 'Menu' },
  { keys: '⇧ Arrows', title: 'Move the view' },
] as const;
