import { ipFamily, isAddressRange } from '#lib/core/ip-address.ts';

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;

export const isDnsLabel = (text: string): boolean => label.test(text);

/** A DNS name, absolute or not. */
export function isFqdn(text: string): boolean {
  const name = text.replace(/\.$/, '');
  return name !== '' && name.length <= 255 && name.split('.').every((part) => isDnsLabel(part));
}

/** A DNS name whose first part may be `*` or `*` and a suffix (`*.example.com`, `*-internal.example.com`). */
export function isWildcardDomain(text: string): boolean {
  if (!text.startsWith('*')) return isFqdn(text);
  const [first = '', ...rest] = text.split('.');
  const head = first.slice(1);
  const headFits = head === '' || (head.startsWith('-') && isDnsLabel(`a${head}`));
  return headFits && (rest.length === 0 ? head === '' : isFqdn(rest.join('.')));
}

export const isAddress = (text: string): boolean => ipFamily(text) !== 0;

/** An address, or an address and how many of its bits count. */
export const isAddressOrRange = (text: string): boolean => isAddressRange(text, true);

/** Whether every host that the second matches is matched by the first too, as Istio compares hosts. */
export function coversHost(pattern: string, host: string): boolean {
  if (pattern === host || pattern === '*') return true;
  return pattern.startsWith('*') && host.replace(/^\*/, '').endsWith(pattern.slice(1));
}

export const isPort = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
