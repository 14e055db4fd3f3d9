import type { JsonObject } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import type { ResourceType } from '../schema/types.ts';
import { type Dialect, writeSchema } from './write-schema.ts';

/** What a kind without a schema is said to be: anything. */
const anything: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The definitions of these types and of all that they refer to, by name, each kind with its group, version and kind. */
export function definitionsFor(types: readonly ResourceType[], dialect: Dialect): JsonObject {
  const definitions: JsonObject = {};
  const waiting: [string, JsonSchema][] = [];
  const wanted = (name: string, schema: JsonSchema): void => {
    if (definitions[name] !== undefined) return;
    // Taken before it is written, so that a definition that names itself is written once.
    definitions[name] = {};
    waiting.push([name, schema]);
  };
  for (const type of types) {
    const name = definitionName(type);
    wanted(name, type.schema ?? anything);
  }
  const kinds = new Map(types.map((type) => [definitionName(type), type]));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, schema] = next;
    const type = kinds.get(name);
    const written = writeSchema(schema, dialect, wanted);
    definitions[name] = type ? { ...written, 'x-kubernetes-group-version-kind': [gvk(type)] } : written;
  }
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The name of a type's definition: `io.istio.networking.v1.VirtualService`. */
export function definitionName(type: ResourceType): string {
  const named = type.schema?.['x-definition'];
  if (named !== undefined) return named;
  return [...type.group.split('.').reverse(), type.version, type.kind].join('.');
}

/** A kind as `x-kubernetes-group-version-kind` names it. */
export function gvk(type: ResourceType): JsonObject {
  return { group: type.group, version: type.version, kind: type.kind };
}
