import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { VirtualServiceSpec } from './networking-types.ts';
import { unreachableRules } from './unreachable-rules.ts';

const found = (yaml: string) =>
  // A fixture is what its author wrote.
  unreachableRules(parse(yaml) as VirtualServiceSpec).map((one) =>
    [one.protocol, one.rule, one.kind === 'match' ? one.match : null, one.why, one.by].join(' '),
  );

test.each([
  [
    'a rule after one that takes everything',
    'http: [{ route: [] }, { match: [{ uri: { prefix: /a } }] }]',
    ['http 1  after-catch-all 0'],
  ],
  [
    'the same match again, whatever its name and the order of its keys',
    `http:
      - match: [{ name: a, uri: { exact: /a }, port: 80 }]
      - match: [{ name: b, port: 80, uri: { exact: /a } }, { uri: { exact: /b } }]`,
    ['http 1 0 same 0'],
  ],
  [
    'every match again',
    'tcp: [{ match: [{ port: 80 }] }, { match: [{ port: 80 }] }]',
    ['tcp 1 0 same 0', 'tcp 1  all-matches-used 0'],
  ],
  [
    'a narrower prefix after a wider one',
    'http: [{ match: [{ uri: { prefix: /a } }, { uri: { prefix: /ab } }] }]',
    ['http 0 1 covered 0'],
  ],
  [
    'a cohort that comes after everybody',
    `http:
      - match: [{ uri: { prefix: / } }]
      - match: [{ uri: { prefix: / }, headers: { cohort: { exact: beta } } }]`,
    ['http 1 0 covered 0'],
  ],
  [
    'a wider prefix with a condition that the narrower one has not',
    `http:
      - match: [{ uri: { prefix: / }, headers: { cohort: { exact: beta } } }]
      - match: [{ uri: { prefix: /a } }]
      - match: [{ uri: { prefix: /ab }, sourceNamespace: shop }]
      - match: [{ uri: { prefix: /b }, method: { exact: GET } }]
      - match: [{ uri: { prefix: /bc }, method: { exact: POST } }]`,
    ['http 2 0 covered 1'],
  ],
  [
    'an exact path within an earlier prefix is left alone',
    'http: [{ match: [{ uri: { prefix: / } }, { uri: { exact: /a } }] }]',
    [],
  ],
])('%s', (_, yaml, expected) => {
  expect(found(yaml)).toEqual(expected);
});
