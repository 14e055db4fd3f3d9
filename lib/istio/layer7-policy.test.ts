import { expect, test } from 'vitest';
import { layer7Field } from './layer7-policy.ts';

test.each([
  [
    'an operation',
    { rules: [{}, { to: [{}, { operation: { ports: ['80'], paths: ['/a'] } }] }] },
    'spec.rules[1].to[1].operation.paths',
  ],
  [
    'a source',
    { rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }] },
    'spec.rules[0].from[0].source.notRequestPrincipals',
  ],
  [
    'a condition',
    { rules: [{ when: [{ key: 'source.ip' }, { key: 'request.headers[x]' }] }] },
    'spec.rules[0].when[1].key',
  ],
  ['an external authorizer', { action: 'CUSTOM', rules: [{}] }, 'spec.action'],
])('%s that needs HTTP is found', (_, spec, path) => {
  expect(layer7Field(spec)).toBe(path);
});

test.each([
  ['no rules', {}],
  ['no spec', undefined],
  [
    'addresses, ports, principals and namespaces',
    {
      rules: [
        {
          from: [{ source: { principals: ['a'], notNamespaces: ['b'], ipBlocks: ['10.0.0.0/8'] } }],
          to: [{ operation: { notPorts: ['80'] } }],
          when: [
            { key: 'destination.port', values: ['80'] },
            { key: 'source.namespace', notValues: ['c'] },
          ],
        },
      ],
    },
  ],
  ['empty lists', { rules: [{ to: [{ operation: { methods: [] } }] }] }],
])('%s need none', (_, spec) => {
  expect(layer7Field(spec)).toBeNull();
});
