import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';
import type { Declarations } from './read-declarations.ts';
import { documentation } from './read-declarations.ts';
import { type TypeScript, ts } from './typescript.ts';

/** Called for each named type: answers with the reference, and remembers that the definition is wanted. */
export type Refer = (file: string) => JsonSchema;

/** The JSON schema of a type as the model packages write them. Throws on a form that it does not know. */
export function schemaOfType(from: Declarations, node: TypeScript.TypeNode, refer: Refer): JsonSchema {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.UnknownKeyword:
      return { 'x-kubernetes-preserve-unknown-fields': true };
  }
  if (ts.isParenthesizedTypeNode(node)) return schemaOfType(from, node.type, refer);
  if (typeof literalOf(node) === 'string') return { type: 'string', enum: [literalOf(node)] };
  if (ts.isTypeLiteralNode(node)) return schemaOfMembers(from, node.members, refer);
  if (ts.isUnionTypeNode(node)) return schemaOfUnion(from, node);
  if (ts.isIntersectionTypeNode(node)) return schemaOfIntersection(from, node, refer);
  if (ts.isTypeReferenceNode(node)) return schemaOfReference(from, node, refer);
  throw new Error(`${from.file}: no schema for the type ${node.getText().slice(0, 200)}`);
}

/** The schema of an object's members; with none, or with an index signature of unknown, any field is kept. */
export function schemaOfMembers(
  from: Declarations,
  members: readonly TypeScript.TypeElement[],
  refer: Refer,
): JsonSchema {
  const schema: JsonSchema = { type: 'object' };
  const required: string[] = [];
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) {
      schema.additionalProperties = schemaOfType(from, member.type, refer);
    } else if (ts.isPropertySignature(member) && member.type) {
      const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
      const description = documentation(from.source, member);
      const value = schemaOfType(from, member.type, refer);
      schema.properties = {
        ...schema.properties,
        [name]: description === undefined ? value : { description, ...value },
      };
      if (!member.questionToken) required.push(name);
    }
  }
  if (required.length > 0) schema.required = required;
  if (!schema.properties && !schema.additionalProperties) {
    schema['x-kubernetes-preserve-unknown-fields'] = true;
  }
  return schema;
}

function schemaOfUnion(from: Declarations, node: TypeScript.UnionTypeNode): JsonSchema {
  const kinds = new Set(node.types.map((type) => type.kind));
  if (kinds.size === 2 && kinds.has(ts.SyntaxKind.StringKeyword) && kinds.has(ts.SyntaxKind.NumberKeyword)) {
    return { 'x-kubernetes-int-or-string': true };
  }
  const values = node.types.map(literalOf);
  if (values.every((value) => typeof value === 'string')) return { type: 'string', enum: values };
  if (values.every((value) => typeof value === 'number')) return { type: 'integer', enum: values };
  throw new Error(`${from.file}: no schema for the union ${node.getText().slice(0, 200)}`);
}

function literalOf(node: TypeScript.TypeNode): string | number | undefined {
  if (!ts.isLiteralTypeNode(node)) return undefined;
  if (ts.isStringLiteral(node.literal)) return node.literal.text;
  return ts.isNumericLiteral(node.literal) ? Number(node.literal.text) : undefined;
}

function schemaOfReference(from: Declarations, node: TypeScript.TypeReferenceNode, refer: Refer): JsonSchema {
  const name = node.typeName.getText();
  const argument = node.typeArguments?.[0];
  if (name === 'Array' && argument) return { type: 'array', items: schemaOfType(from, argument, refer) };
  const file = from.types.has(name) ? from.file : from.imports.get(name);
  if (file) return refer(file);
  throw new Error(`${from.file}: ${name} is declared nowhere`);
}

/**
 * `A & (Exclude<A, …> | { x } | { y })` is how the packages write a protobuf oneof: at most one of x and y. Without the
 * Exclude exactly one is needed. The first operand has all the properties; further oneofs are further operands.
 */
function schemaOfIntersection(
  from: Declarations,
  node: TypeScript.IntersectionTypeNode,
  refer: Refer,
): JsonSchema {
  const [first, ...rest] = node.types;
  if (!first) throw new Error(`${from.file}: an empty intersection`);
  const schema = schemaOfType(from, first, refer);
  const groups = rest.flatMap((type) => choicesOf(type, schema));
  const [only] = groups;
  if (!only) throw new Error(`${from.file}: no choice in ${node.getText().slice(0, 200)}`);
  if (groups.length === 1) schema.oneOf = only;
  else schema.allOf = groups.map((oneOf) => ({ oneOf }));
  return schema;
}

function choicesOf(node: TypeScript.TypeNode, base: JsonSchema): JsonSchema[][] {
  if (ts.isParenthesizedTypeNode(node)) return choicesOf(node.type, base);
  if (ts.isIntersectionTypeNode(node)) return node.types.flatMap((type) => choicesOf(type, base));
  const alternatives = ts.isUnionTypeNode(node) ? [...node.types] : [node];
  const named = alternatives.flatMap((type) => {
    const required = requiredOf(type).filter((name) => !base.required?.includes(name));
    return required.length > 0 ? [{ required }] : [];
  });
  if (named.length === 0) return [];
  return [named.length < alternatives.length ? [{ not: { anyOf: named } }, ...named] : named];
}

/** The properties that one alternative of a choice demands; none for `Exclude<…>`. */
function requiredOf(type: TypeScript.TypeNode): string[] {
  if (ts.isParenthesizedTypeNode(type)) return requiredOf(type.type);
  if (!ts.isTypeLiteralNode(type)) return [];
  return type.members.flatMap((member) =>
    ts.isPropertySignature(member) && !member.questionToken && ts.isStringLiteral(member.name)
      ? [member.name.text]
      : [],
  );
}
