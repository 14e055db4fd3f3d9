import type { AccessFields } from './access-fields.ts';

/** Flags that come with requests that succeeded too. */
const harmless = new Set(['DI']);

/** Whether a line tells of a request or a connection that went wrong: an error status, none at all, or a flag that says why. */
export function isFailure({ code, flags, method, transportFailure }: AccessFields): boolean {
  if (flags.some((flag) => !harmless.has(flag)) || transportFailure !== null) return true;
  // A connection of TCP has no method, and its code is always 0.
  return code !== null && (code >= 400 || (code === 0 && method !== null));
}
