const part = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const v4 = new RegExp(`^${part}(\\.${part}){3}$`);

/** The family of an IP address: 4 or 6; 0 for anything else. */
export function ipFamily(text: string): 0 | 4 | 6 {
  if (v4.test(text)) return 4;
  // The parser of URLs knows every way to write one.
  return /^[\da-fA-F:.]+$/.test(text) && text.includes(':') && URL.canParse(`http://[${text}]`) ? 6 : 0;
}

/** An address and how many of its bits count; an address alone only where `bare` says so. */
export function isAddressRange(text: string, bare: boolean): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = ipFamily(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return bare;
  return /^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
