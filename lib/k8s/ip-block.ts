import type { Ternary } from '#lib/core/ternary.ts';

interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/** Whether a text is an address of IPv4 or IPv6, without brackets and port. */
export const isAddress = (text: string): boolean => addressOf(text) !== null;

/** Whether a block takes every address of its family, such as `0.0.0.0/0`. */
export const isEverywhere = (block: string): boolean => /^[^/]+\/0$/.test(block);

/**
 * Whether an address lies within a block such as `10.0.0.0/8` or `2001:db8::/32`, or is that one address; null where either
 * cannot be read. An address of the other family lies outside.
 */
export function inBlock(block: string, address: string): Ternary {
  const [base = '', length] = block.split('/');
  const [from, at] = [addressOf(base), addressOf(address)];
  if (from === null || at === null) return null;
  const taken = length === undefined ? from.bits : /^\d+$/.test(length) ? Number(length) : -1;
  if (taken < 0 || taken > from.bits) return null;
  const rest = BigInt(from.bits - taken);
  return from.bits === at.bits && from.value >> rest === at.value >> rest;
}

const addressOf = (text: string): Address | null => (text.includes(':') ? sixOf(text) : fourOf(text));

function fourOf(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return { value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
}

/** Groups of hexadecimal digits, `::` for as many of zero as are missing; the last two may be written as IPv4. */
function sixOf(text: string): Address | null {
  const tail = /[^:]*\.[^:]*$/.exec(text)?.[0];
  const four = tail === undefined ? null : fourOf(tail);
  if (tail !== undefined && four === null) return null;
  const written =
    four === null
      ? text
      : `${text.slice(0, -(tail?.length ?? 0))}${(four.value >> 16n).toString(16)}:${(four.value & 0xffffn).toString(16)}`;
  const halves = written.split('::').map((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2) return null;
  const [head = [], rest] = halves;
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...(rest ?? [])];
  if (groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return null;
  return { value: groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n), bits: 128 };
}
