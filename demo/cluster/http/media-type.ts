import { notAcceptable } from '../errors/errors.ts';

/** A media type with its parameters. */
export interface MediaType {
  type: string;
  parameters: Readonly<Record<string, string>>;
}

/** Media types of an Accept or Content-Type header, in the order sent. */
export function parseMediaTypes(header: string): MediaType[] {
  return header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [type = '', ...rest] = part.split(';').map((piece) => piece.trim());
      const pairs = rest.map((piece) => piece.split('='));
      const parameters = Object.fromEntries(
        pairs.map(([key = '', value = '']) => [key.trim(), value.trim()]),
      );
      return { type: type.toLowerCase(), parameters };
    });
}

/** How an answer is to be shown: encoding, and objects as they are, as a table or as metadata only. */
export interface Representation {
  encoding: 'json' | 'yaml';
  as: 'object' | 'table' | 'partial';
}

const accepted = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/**
 * The first representation of an Accept header that this API has. Protobuf is passed over: clients that ask for it
 * name JSON as well.
 * @throws StatusError 406 when none is known
 */
export function negotiate(header: string | undefined): Representation {
  if (header === undefined || header.trim() === '') return { encoding: 'json', as: 'object' };
  for (const { type, parameters } of parseMediaTypes(header)) {
    const encoding = encodingOf(type);
    if (encoding === null) continue;
    const { as, g, v } = parameters;
    if (as === undefined) return { encoding, as: 'object' };
    if (g !== 'meta.k8s.io' || (v !== 'v1' && v !== 'v1beta1')) continue;
    if (as === 'Table') return { encoding, as: 'table' };
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList')
      return { encoding, as: 'partial' };
  }
  throw notAcceptable(accepted);
}

function encodingOf(type: string): Representation['encoding'] | null {
  if (['application/json', 'application/*', '*/*'].includes(type)) return 'json';
  return type === 'application/yaml' ? 'yaml' : null;
}
