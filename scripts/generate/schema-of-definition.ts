import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';
import { opaqueDefinitions } from './opaque-definitions.ts';
import { type Declarations, documentation, readDeclarations } from './read-declarations.ts';
import { type Refer, schemaOfMembers, schemaOfType } from './schema-of-type.ts';
import { type TypeScript, ts } from './typescript.ts';

const typeMeta: Record<string, JsonSchema> = {
  apiVersion: {
    type: 'string',
    description:
      'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values.',
  },
  kind: {
    type: 'string',
    description:
      'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to.',
  },
};

/** The schema of the type that a model file declares. `modules` is the node_modules folder. */
export function schemaOfDefinition(modules: string, file: string, name: string, refer: Refer): JsonSchema {
  const from = readDeclarations(modules, file);
  const [declaration] = from.types.values();
  if (!declaration) throw new Error(`${file} declares no type`);
  const description = documentation(from.source, declaration);
  const schema = opaqueDefinitions[name] ?? schemaOfDeclaration(modules, from, declaration, refer);
  return {
    'x-definition': name,
    ...(description === undefined ? {} : { description }),
    ...withTypeMeta(schema),
  };
}

function schemaOfDeclaration(
  modules: string,
  from: Declarations,
  declaration: TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration,
  refer: Refer,
): JsonSchema {
  if (ts.isTypeAliasDeclaration(declaration)) return schemaOfType(from, declaration.type, refer);
  const own = schemaOfMembers(from, declaration.members, refer);
  const parents = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types);
  let schema = own;
  for (const parent of parents) {
    schema = merged(parentSchema(modules, from, parent.expression.getText(), refer), schema);
  }
  return schema;
}

function parentSchema(modules: string, from: Declarations, name: string, refer: Refer): JsonSchema {
  if (name === 'TypeMeta') return { type: 'object', properties: typeMeta };
  const file = from.imports.get(name);
  const parent = file ? readDeclarations(modules, file) : undefined;
  const [declaration] = parent?.types.values() ?? [];
  if (!parent || !declaration) throw new Error(`${from.file}: no parent ${name}`);
  return schemaOfDeclaration(modules, parent, declaration, refer);
}

function merged(parent: JsonSchema, own: JsonSchema): JsonSchema {
  const required = [...new Set([...(parent.required ?? []), ...(own.required ?? [])])];
  const schema: JsonSchema = { ...parent, ...own, properties: { ...parent.properties, ...own.properties } };
  delete schema['x-kubernetes-preserve-unknown-fields'];
  return required.length > 0 ? { ...schema, required } : schema;
}

/** Objects carry apiVersion and kind as plain text that need not be repeated inside a list. */
function withTypeMeta(schema: JsonSchema): JsonSchema {
  if (!schema.properties?.apiVersion || !schema.properties.kind) return schema;
  const required = schema.required?.filter((name) => !(name in typeMeta));
  const whole: JsonSchema = { ...schema, properties: { ...typeMeta, ...schema.properties, ...typeMeta } };
  delete whole.required;
  return required && required.length > 0 ? { ...whole, required } : whole;
}
