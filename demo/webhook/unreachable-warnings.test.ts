import { expect, test } from 'vitest';
import { unreachableWarnings } from './unreachable-warnings.ts';

test('a rule after one that takes everything is warned of, and so is a match that stands twice', () => {
  const match = [{ uri: { exact: '/a' } }, { uri: { exact: '/a' } }];
  const spec = { hosts: ['product'], http: [{ match, route: [] }, { route: [] }, { route: [] }] };
  expect(unreachableWarnings({ kind: 'VirtualService', spec })).toEqual([
    'spec.http[0].match[1] is never used: spec.http[0] matches what it would',
    'spec.http[2] is never used: spec.http[1] matches every request',
  ]);
  expect(unreachableWarnings({ kind: 'Gateway', spec })).toEqual([]);
});
