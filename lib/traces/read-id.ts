/** Bytes of an id of a trace and of a span, as OTLP sets them. */
export const idBytes = { trace: 16, span: 8 } as const;

const hexadecimal = /^[0-9a-f]+$/i;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * An id as lower-case hexadecimal of full length; null for what is none, and for the zeros that stand for none. OTLP JSON writes
 * ids in hexadecimal (opentelemetry-proto, "JSON Protobuf Encoding"), as Jaeger does; Tempo's JSON is that of plain protobuf and
 * writes them in base64. Short ones, as of 64-bit traces, are filled up with zeros.
 */
export function readId(text: string, bytes: number): string | null {
  const id = isBase64(text, bytes) ? decode(text) : hexadecimal.test(text) ? text.toLowerCase() : null;
  if (id === null || id.length > bytes * 2 || /^0*$/.test(id)) return null;
  return id.padStart(bytes * 2, '0');
}

/** By its length, which no id in hexadecimal has: 24 or 22 characters for 16 bytes, 12 or 11 for 8. */
function isBase64(text: string, bytes: number): boolean {
  const bare = Math.ceil((bytes * 4) / 3);
  const padded = Math.ceil(bytes / 3) * 4;
  if (!base64.test(text)) return false;
  return (text.length === padded && text.endsWith('=')) || (text.length === bare && !hexadecimal.test(text));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decode(text: string): string {
  let bits = '';
  for (const character of text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')) {
    bits += alphabet.indexOf(character).toString(2).padStart(6, '0');
  }
  const bytes = bits.slice(0, bits.length - (bits.length % 8)).match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
}
