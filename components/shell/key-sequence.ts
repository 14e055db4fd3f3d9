/** How long a first key waits for the second, in milliseconds. */
const patience = 900;

export interface KeyState {
  readonly pressed: readonly string[];
  readonly at: number;
}

export const noKeys: KeyState = { pressed: [], at: 0 };

/**
 * What pressing `key` at `now` means among `sequences` (`g g`, `/`): the one completed, or the keys so far kept for the
 * next press. A key that continues nothing starts anew.
 */
export function pressKey(
  state: KeyState,
  key: string,
  now: number,
  sequences: readonly string[],
): { readonly state: KeyState; readonly done: string | null } {
  const before = now - state.at <= patience ? state.pressed : [];
  for (const pressed of [[...before, key], [key]]) {
    const text = pressed.join(' ');
    if (sequences.includes(text)) return { state: noKeys, done: text };
    if (sequences.some((sequence) => sequence.startsWith(`${text} `)))
      return { state: { pressed, at: now }, done: null };
  }
  return { state: noKeys, done: null };
}
