import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { StatusError } from '../../errors/status-error.ts';
import { type FieldShape, messageShape } from './message-shapes.ts';
import { type WireField, wireFields } from './wire-fields.ts';

export const protobufType = 'application/vnd.kubernetes.protobuf';

const magic = Buffer.from('k8s\0');

/**
 * Decodes a body in Kubernetes's protobuf encoding into the same JSON that a JSON client would have sent.
 * @throws StatusError 400 when it cannot be read, 415 for a kind or field that this API does not know in protobuf:
 * nothing that a client sent is dropped in silence
 */
export function decodeProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, 4).equals(magic)) throw badBody('it does not begin with the Kubernetes prefix');
  const envelope = fieldsOf(body.subarray(4));
  const typeMeta = fieldsOf(bytesAt(envelope, 1));
  const apiVersion = text(bytesAt(typeMeta, 1));
  const kind = text(bytesAt(typeMeta, 2));
  const name = messageShape(`${apiVersion}/${kind}`) === null ? kind : `${apiVersion}/${kind}`;
  return { kind, apiVersion, ...message(name, bytesAt(envelope, 2)) };
}

function message(name: string, bytes: Uint8Array): JsonObject {
  const shape = messageShape(name);
  if (shape === null) throw unknown(`the kind ${name}`);
  const result: JsonObject = {};
  for (const field of fieldsOf(bytes)) {
    const known = shape.get(field.number);
    if (known === undefined) throw unknown(`field ${field.number} of ${name}`);
    put(result, known, field);
  }
  return result;
}

function put(target: JsonObject, shape: FieldShape, field: WireField): void {
  const { name, mapOf } = shape;
  if (mapOf !== null) {
    const present = target[name];
    target[name] = { ...(isObject(present) ? present : {}), ...mapEntry(mapOf, asBytes(field)) };
    return;
  }
  const value = decoded(shape.kind, field);
  if (shape.repeated) {
    const present = target[name];
    target[name] = [...(Array.isArray(present) ? present : []), value];
  } else if (shape.keepZero || !isZero(value)) target[name] = value;
}

/** The encoding writes zero values that JSON leaves out; only fields that can be unset tell zero from absent. */
const isZero = (value: Json): boolean =>
  value === '' ||
  value === 0 ||
  value === false ||
  value === null ||
  (isObject(value) && Object.keys(value).length === 0);

function mapEntry(kind: string, bytes: Uint8Array): JsonObject {
  const fields = fieldsOf(bytes);
  const value = fields.find((field) => field.number === 2) ?? { number: 2, value: new Uint8Array() };
  return { [text(bytesAt(fields, 1))]: decoded(kind, value) };
}

function decoded(kind: string, field: WireField): Json {
  switch (kind) {
    case 'string':
      return text(asBytes(field));
    case 'bytes':
      return Buffer.from(asBytes(field)).toString('base64');
    case 'int':
      return asNumber(field);
    case 'bool':
      return asNumber(field) !== 0;
    case 'Time':
      return time(asBytes(field));
    case 'Quantity':
      return text(bytesAt(fieldsOf(asBytes(field)), 1));
    case 'IntOrString':
      return intOrString(asBytes(field));
    default:
      return message(kind, asBytes(field));
  }
}

/** Null for the zero time, which stands for none. */
function time(bytes: Uint8Array): string | null {
  const seconds = numberIn(bytes, 1);
  return seconds <= 0 ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function intOrString(bytes: Uint8Array): Json {
  return numberIn(bytes, 1) === 0 ? numberIn(bytes, 2) : text(bytesAt(fieldsOf(bytes), 3));
}

function numberIn(bytes: Uint8Array, number: number): number {
  const value = fieldsOf(bytes).find((field) => field.number === number)?.value;
  return typeof value === 'number' ? value : 0;
}

function bytesAt(fields: readonly WireField[], number: number): Uint8Array {
  const value = fields.find((field) => field.number === number)?.value;
  return typeof value === 'object' ? value : new Uint8Array();
}

function fieldsOf(bytes: Uint8Array): WireField[] {
  try {
    return wireFields(bytes);
  } catch (error) {
    throw badBody(error instanceof Error ? error.message : String(error));
  }
}

function asBytes({ value, number }: WireField): Uint8Array {
  if (typeof value === 'number') throw badBody(`field ${number} is a number`);
  return value;
}

function asNumber({ value, number }: WireField): number {
  if (typeof value !== 'number') throw badBody(`field ${number} is not a number`);
  return value;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const badBody = (why: string): StatusError =>
  new StatusError(400, 'BadRequest', `the protobuf body cannot be read: ${why}`);

const unknown = (what: string): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    `${what} is not known in protobuf here; send application/json, application/yaml instead`,
  );
