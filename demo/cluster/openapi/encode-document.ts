import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/**
 * An OpenAPI 2 document as the protobuf message that kubectl asks for. Field numbers are those of gnostic's OpenAPIv2
 * messages (openapiv2/OpenAPIv2.proto).
 */
export function encodeDocument(document: JsonObject): Uint8Array {
  const out = new ProtobufWriter();
  out.string(1, document.swagger);
  out.message(2, (info) => {
    const given = isObject(document.info) ? document.info : {};
    info.string(1, given.title);
    info.string(2, given.version);
  });
  out.message(8, (paths) => {
    for (const [name, item] of entries(document.paths))
      named(paths, 2, name, (value) => pathItem(value, item));
  });
  out.message(9, (definitions) => {
    for (const [name, item] of entries(document.definitions)) {
      named(definitions, 1, name, (value) => schema(value, item));
    }
  });
  return out.finish();
}

function named(
  out: ProtobufWriter,
  field: number,
  name: string,
  write: (value: ProtobufWriter) => void,
): void {
  out.message(field, (entry) => {
    entry.string(1, name);
    entry.message(2, write);
  });
}

const methods = { get: 2, put: 3, post: 4, delete: 5, patch: 8 };

function pathItem(out: ProtobufWriter, item: JsonObject): void {
  for (const [method, field] of Object.entries(methods)) {
    const op = item[method];
    if (isObject(op)) out.message(field, (inner) => operation(inner, op));
  }
  parameters(out, 9, item.parameters);
}

function operation(out: ProtobufWriter, op: JsonObject): void {
  out.string(5, op.operationId);
  out.strings(7, op.consumes);
  parameters(out, 8, op.parameters);
  out.message(9, (responses) => {
    for (const [code, response] of entries(op.responses)) {
      named(responses, 1, code, (value) =>
        value.message(1, (inner) => {
          inner.string(1, response.description);
          const body = response.schema;
          if (isObject(body)) inner.message(2, (item) => item.message(1, (s) => schema(s, body)));
        }),
      );
    }
  });
  extensions(out, 13, op);
}

function parameters(out: ProtobufWriter, field: number, list: Json | undefined): void {
  for (const parameter of Array.isArray(list) ? list : []) {
    if (!isObject(parameter)) continue;
    out.message(field, (item) => item.message(1, (choice) => writeParameter(choice, parameter)));
  }
}

function writeParameter(out: ProtobufWriter, parameter: JsonObject): void {
  if (parameter.in === 'body') {
    const body = isObject(parameter.schema) ? parameter.schema : {};
    out.message(1, (inner) => {
      inner.string(2, parameter.name);
      inner.string(3, parameter.in);
      inner.bool(4, parameter.required);
      inner.message(5, (s) => schema(s, body));
    });
    return;
  }
  const isPath = parameter.in === 'path';
  out.message(2, (other) =>
    other.message(isPath ? 4 : 3, (inner) => {
      inner.bool(1, parameter.required);
      inner.string(2, parameter.in);
      inner.string(3, parameter.description);
      inner.string(4, parameter.name);
      inner.string(isPath ? 5 : 6, parameter.type);
    }),
  );
}

function schema(out: ProtobufWriter, given: JsonObject): void {
  out.string(1, given.$ref);
  out.string(2, given.format);
  out.string(3, given.title);
  out.string(4, given.description);
  if (given.default !== undefined) any(out, 5, given.default);
  out.double(7, given.maximum);
  out.double(9, given.minimum);
  out.int(11, given.maxLength);
  out.int(12, given.minLength);
  out.string(13, given.pattern);
  out.int(14, given.maxItems);
  out.int(15, given.minItems);
  out.bool(16, given.uniqueItems);
  out.int(17, given.maxProperties);
  out.int(18, given.minProperties);
  out.strings(19, given.required);
  for (const value of Array.isArray(given.enum) ? given.enum : []) any(out, 20, value);
  const values = given.additionalProperties;
  if (isObject(values)) out.message(21, (item) => item.message(1, (inner) => schema(inner, values)));
  if (typeof given.type === 'string') out.message(22, (type) => type.string(1, given.type));
  const { items } = given;
  if (isObject(items)) out.message(23, (list) => list.message(1, (inner) => schema(inner, items)));
  if (isObject(given.properties)) {
    out.message(25, (properties) => {
      for (const [name, property] of entries(given.properties)) {
        named(properties, 1, name, (inner) => schema(inner, property));
      }
    });
  }
  extensions(out, 31, given);
}

function extensions(out: ProtobufWriter, field: number, given: JsonObject): void {
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith('x-') || value === undefined) continue;
    out.message(field, (entry) => {
      entry.string(1, name);
      any(entry, 2, value);
    });
  }
}

/** Free values travel as YAML text, and JSON is YAML. */
function any(out: ProtobufWriter, field: number, value: Json): void {
  out.message(field, (inner) => inner.string(2, `${JSON.stringify(value)}\n`));
}

function entries(value: Json | undefined): [string, JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]): [string, JsonObject][] =>
    isObject(item) ? [[key, item]] : [],
  );
}
