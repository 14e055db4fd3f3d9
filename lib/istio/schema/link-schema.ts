import type { JsonSchema } from './json-schema.ts';

const prefix = '#/$defs/';

/**
 * A generated schema with its `$ref`s replaced by the schemas they name, so that a walk needs no resolver. Definitions are
 * shared, never copied: a recursive type becomes a cycle. `known` carries definitions over from one schema to the next.
 */
export function linkSchema(schema: JsonSchema, known: Map<string, JsonSchema> = new Map()): JsonSchema {
  const defs = schema.$defs ?? {};
  const late: (() => void)[] = [];
  const definition = (name: string): JsonSchema => {
    const done = known.get(name);
    if (done) return done;
    const raw = defs[name];
    if (!raw) throw new Error(`The schema refers to ${name}, which it does not define`);
    // Registered before its parts are linked, so that a type that holds itself ends here.
    const linked: JsonSchema = {};
    known.set(name, linked);
    return Object.assign(linked, link(raw, linked));
  };
  const link = (node: JsonSchema, into: JsonSchema = {}): JsonSchema => {
    if (node.$ref === undefined) return linkParts(node, link);
    const { $ref, ...own } = node;
    const target = definition($ref.slice(prefix.length));
    if (Object.keys(own).length === 0) return target;
    // The field's own description and default go before the definition's; the definition may not be whole yet.
    late.push(() => Object.assign(into, target, own));
    return into;
  };
  const { $defs: _, ...root } = link(schema);
  for (const fill of late) fill();
  return root;
}

function linkParts(node: JsonSchema, link: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const linked: JsonSchema = { ...node };
  if (node.properties) {
    linked.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, property]) => [name, link(property)]),
    );
  }
  if (node.items) linked.items = link(node.items);
  if (typeof node.additionalProperties === 'object') {
    linked.additionalProperties = link(node.additionalProperties);
  }
  return linked;
}
