/** True, false, or null where it cannot be told. */
export type Ternary = boolean | null;

export const allOf = (parts: readonly Ternary[]): Ternary =>
  parts.includes(false) ? false : parts.includes(null) ? null : true;
export const anyOf = (parts: readonly Ternary[]): Ternary =>
  parts.includes(true) ? true : parts.includes(null) ? null : false;
