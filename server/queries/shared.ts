const slot = Symbol.for('weft.shared');
type Holder = { [slot]?: WeakMap<object, Map<string, unknown>> };

/**
 * A value kept for as long as `owner` lives, made on the first call. It hangs on globalThis: bundles of a Next server have
 * module state of their own, and what is shared between viewers must be shared between routes. `name` fixes the type.
 */
export function shared<T>(owner: object, name: string, make: () => T): T {
  const holder = globalThis as Holder;
  holder[slot] ??= new WeakMap();
  const ofOwner = holder[slot].get(owner) ?? new Map<string, unknown>();
  holder[slot].set(owner, ofOwner);
  if (!ofOwner.has(name)) ofOwner.set(name, make());
  // One name is used with one type: every caller passes a name that it alone writes.
  return ofOwner.get(name) as T;
}
