import { parseDocument } from 'yaml';
import { type Json, parseJson } from '#lib/core/json.ts';
import { badRequest, unsupportedMedia } from '../errors/errors.ts';
import { duplicateJsonKeys } from './duplicate-keys.ts';
import { parseMediaTypes } from './media-type.ts';
import { decodeProtobuf, protobufType } from './protobuf/decode-protobuf.ts';

/** A decoded body, with the paths of keys that it held more than once (the last one counts). */
export interface DecodedBody {
  value: Json;
  repeated: string[];
}

/**
 * Decodes a JSON, YAML or protobuf body by its content type; without one it is taken for JSON.
 * @throws StatusError 400 when it cannot be read, 415 for another content type
 */
export function decodeBody(body: Buffer, contentType: string | undefined): DecodedBody {
  const type = parseMediaTypes(contentType ?? '')[0]?.type ?? 'application/json';
  const text = body.toString('utf8');
  if (type === 'application/json' || type.endsWith('+json')) return decodeJson(text);
  if (type === 'application/yaml' || type.endsWith('+yaml')) return decodeYaml(text);
  if (type === protobufType) return { value: decodeProtobuf(body), repeated: [] };
  throw unsupportedMedia(['application/json', 'application/yaml', protobufType]);
}

function decodeJson(text: string): DecodedBody {
  try {
    return { value: parseJson(text), repeated: duplicateJsonKeys(text) };
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${messageOf(error)}`);
  }
}

function decodeYaml(text: string): DecodedBody {
  const document = parseDocument(text, { uniqueKeys: false });
  const problem = document.errors[0];
  if (problem !== undefined) throw badRequest(`error converting YAML to JSON: yaml: ${problem.message}`);
  const unique = parseDocument(text);
  const repeated = unique.errors
    .filter((error) => error.code === 'DUPLICATE_KEY')
    .map((error) => text.slice(error.pos[0], text.indexOf(':', error.pos[0])).trim());
  return { value: yamlValue(document.toJS({ maxAliasCount: 100 })), repeated };
}

/** What the YAML core schema makes of a document is JSON: it knows no dates or binary values. */
function yamlValue(value: unknown): Json {
  return value as Json;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
