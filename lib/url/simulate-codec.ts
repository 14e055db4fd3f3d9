import type { Codec } from './codec.ts';

/** A word as it is typed, cut where no link would hold it. */
export const wordCodec = (fallback: string, most = 1000): Codec<string> => ({
  parse: (text) => (text.length <= most ? text : null),
  serialize: (value) => value,
  fallback,
});

export const protocols = ['http', 'grpc', 'tcp', 'tls'] as const;

/** Header lines as a person types them, `name: value` each; what is no such line says nothing. Names in lower case. */
export function headersOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(':');
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase();
    return name === '' ? [] : [[name, line.slice(at + 1).trim()]];
  });
  return Object.fromEntries(pairs);
}
