import { expect, test } from 'vitest';
import { checkValue } from './check-value.ts';
import type { JsonSchema } from './json-schema.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    metadata: { type: 'object', properties: { name: { type: 'string' } } },
    spec: {
      type: 'object',
      required: ['host'],
      properties: {
        host: { type: 'string', minLength: 1, pattern: '^[a-z.]+$' },
        weight: { type: 'integer', default: 1, minimum: 0, maximum: 100 },
        mode: { type: 'string', enum: ['ON', 'OFF'] },
        port: { 'x-kubernetes-int-or-string': true },
        ports: {
          type: 'array',
          maxItems: 2,
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['number', 'protocol'],
          items: {
            type: 'object',
            properties: { number: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } },
          },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        exact: { type: 'string' },
        prefix: { type: 'string' },
      },
      oneOf: [
        { not: { anyOf: [{ required: ['exact'] }, { required: ['prefix'] }] } },
        { required: ['exact'] },
        { required: ['prefix'] },
      ],
    },
  },
};

const check = (spec: unknown, nullIsAbsent = false) => checkValue(schema, { spec }, '', { nullIsAbsent });

test('unknown fields are pruned and named by their path', () => {
  const { value, unknown } = check({ host: 'a', ports: [{ number: 1, retryPolicy: {} }], raw: { any: 1 } });
  expect(unknown.map((p) => p.path)).toEqual(['spec.ports[0].retryPolicy']);
  expect(value).toEqual({
    spec: { host: 'a', weight: 1, ports: [{ number: 1, protocol: 'TCP' }], raw: { any: 1 } },
  });
});

test.each([
  [
    { host: 1 },
    'spec.host',
    'type',
    'Invalid value: "integer": spec.host in body must be of type string: "integer"',
  ],
  [
    { host: '' },
    'spec.host',
    'range',
    'Invalid value: "": spec.host in body should be at least 1 chars long',
  ],
  [{ host: 'A' }, 'spec.host', 'pattern', `Invalid value: "A": spec.host in body should match '^[a-z.]+$'`],
  [{}, 'spec.host', 'required', 'Required value'],
  [
    { host: 'a', weight: 1.5 },
    'spec.weight',
    'type',
    'Invalid value: "number": spec.weight in body must be of type integer: "number"',
  ],
  [
    { host: 'a', weight: 101 },
    'spec.weight',
    'range',
    'Invalid value: 101: spec.weight in body should be less than or equal to 100',
  ],
  [{ host: 'a', mode: 'X' }, 'spec.mode', 'enum', 'Unsupported value: "X": supported values: "ON", "OFF"'],
  [
    { host: 'a', port: true },
    'spec.port',
    'type',
    'Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
  ],
  [
    { host: 'a', labels: { b: 2 } },
    'spec.labels.b',
    'type',
    'Invalid value: "integer": spec.labels.b in body must be of type string: "integer"',
  ],
  [
    { host: 'a', ports: [{ number: 1 }, { number: 1, protocol: 'TCP' }] },
    'spec.ports[1]',
    'duplicate',
    'Duplicate value: {"number":1,"protocol":"TCP"}',
  ],
  [
    { host: 'a', ports: [{}, { number: 1 }, { number: 2 }] },
    'spec.ports',
    'range',
    'Too many: 3: must have at most 2 items',
  ],
])('%j: %s', (spec, path, kind, message) => {
  expect(check(spec).invalid[0]).toMatchObject({ path, kind, message });
});

test('at most one field of a oneof may be set', () => {
  expect(check({ host: 'a' }).invalid).toEqual([]);
  expect(check({ host: 'a', exact: 'x' }).invalid).toEqual([]);
  const both = check({ host: 'a', exact: 'x', prefix: 'y' }).invalid[0];
  expect(both?.message).toContain(
    '"spec" must validate one and only one schema (oneOf). Found 2 valid alternatives',
  );
});

test('null is absent where JSON is decoded into structures, and a wrong type elsewhere', () => {
  expect(check({ host: 'a', mode: null }).invalid[0]?.kind).toBe('type');
  expect(check({ host: 'a', mode: null }, true).value).toEqual({ spec: { host: 'a', weight: 1 } });
  expect(check({ host: 'a', weight: null }).value).toEqual({ spec: { host: 'a', weight: 1 } });
});
