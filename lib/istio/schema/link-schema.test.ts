import { expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { linkSchema } from './link-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    first: { description: 'The first.', $ref: '#/$defs/Node' },
    all: { type: 'array', items: { $ref: '#/$defs/Node' } },
  },
  $defs: {
    Node: {
      type: 'object',
      description: 'A node.',
      properties: { name: { type: 'string' }, next: { description: 'The next.', $ref: '#/$defs/Node' } },
    },
  },
};

test('references become the definitions, shared and cyclic', () => {
  const linked = linkSchema(schema);
  const node = linked.properties?.all?.items;
  expect(node?.properties?.name).toEqual({ type: 'string' });
  expect(node?.properties?.next?.properties).toBe(node?.properties);
  expect(linked.$defs).toBeUndefined();
});

test("a field's description goes before its definition's", () => {
  const linked = linkSchema(schema);
  expect(linked.properties?.first).toMatchObject({ description: 'The first.', type: 'object' });
  expect(linked.properties?.all?.items?.description).toBe('A node.');
});

test('a definition that only names another one has what that has', () => {
  const linked = linkSchema({
    type: 'object',
    properties: { header: { $ref: '#/$defs/HeaderName' } },
    $defs: {
      HeaderName: { 'x-definition': 'HeaderName', $ref: '#/$defs/Name' },
      Name: { 'x-definition': 'Name', type: 'string', maxLength: 256 },
    },
  });
  expect(linked.properties?.header).toEqual({ 'x-definition': 'HeaderName', type: 'string', maxLength: 256 });
});

test('a missing definition is an error', () => {
  expect(() => linkSchema({ $ref: '#/$defs/Absent' })).toThrow('Absent');
});
