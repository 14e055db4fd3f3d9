/** What has been typed of a name; null while none is. */
export type Typed = string | null;

/**
 * What a key does to a name that is being typed: `text` is the name afterwards, null once it is done with; `again` asks for
 * the next node of that name; `used` is false for a key that ends the typing and means what it means elsewhere.
 */
export function typeKey(
  typed: string,
  key: string,
): { readonly text: Typed; readonly again: boolean; readonly used: boolean } {
  if (key === 'Escape' || key === 'Enter') return { text: null, again: false, used: true };
  if (key === 'ArrowDown') return { text: typed, again: true, used: true };
  if (key === 'Backspace') return { text: typed.slice(0, -1), again: false, used: true };
  if (key === 'Shift') return { text: typed, again: false, used: false };
  if ([...key].length === 1) return { text: typed + key, again: false, used: true };
  return { text: null, again: false, used: false };
}
