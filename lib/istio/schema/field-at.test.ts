import { expect, test } from 'vitest';
import { fieldAt } from './field-at.ts';
import type { JsonSchema } from './json-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        http: {
          type: 'array',
          description: 'Rules for requests.',
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string', description: 'Its name.' },
              mode: { type: 'string', enum: ['ON', 'OFF'] },
              port: { 'x-kubernetes-int-or-string': true },
            },
          },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
};

test('a list is described with the fields of its items, with or without an index', () => {
  const http = fieldAt(schema, 'spec.http');
  expect(http).toMatchObject({ name: 'http', type: 'list of object', description: 'Rules for requests.' });
  expect(http?.fields.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['name', 'string', true],
    ['mode', 'string', false],
    ['port', 'integer or string', false],
  ]);
  expect(fieldAt(schema, 'spec.http[3]')?.fields).toEqual(http?.fields);
});

test('a field says its type, its values and whether it must be there', () => {
  expect(fieldAt(schema, 'spec.http[0].name')).toMatchObject({ required: true, description: 'Its name.' });
  expect(fieldAt(schema, 'spec.http.mode')?.values).toEqual(['ON', 'OFF']);
});

test('the keys of a map are free; what is not known is null', () => {
  expect(fieldAt(schema, 'spec.labels')).toMatchObject({ type: 'map of string', fields: [] });
  expect(fieldAt(schema, 'spec.labels["a.b/c"]')?.type).toBe('string');
  expect(fieldAt(schema, 'spec.htpp')).toBeNull();
  expect(fieldAt(schema, 'spec[0]')).toBeNull();
  expect(fieldAt(schema, 'spec.http.constructor')).toBeNull();
});

test('the empty path is the object itself', () => {
  expect(fieldAt(schema, '')?.fields.map(({ name }) => name)).toEqual(['spec']);
});
