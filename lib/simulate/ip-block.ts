import type { Ternary } from './string-match.ts';

function numberOf(address: string): number | null {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** Whether an address lies within a block such as `10.0.0.0/8`, or is that one address; null for what is not IPv4. */
export function inBlock(block: string, address: string): Ternary {
  const [base = '', length = '32'] = block.split('/');
  const [from, at] = [numberOf(base), numberOf(address)];
  const bits = Number(length);
  if (from === null || at === null || !Number.isInteger(bits) || bits < 0 || bits > 32) return null;
  const size = 2 ** (32 - bits);
  return Math.floor(from / size) === Math.floor(at / size);
}
