import { expect, test } from 'vitest';
import { compareVersions } from './version-order.ts';

test('stable before beta before alpha, newer before older, the rest by name', () => {
  const versions = ['v1alpha3', 'foo', 'v1', 'v1beta1', 'v2', 'v1beta2', 'v10', 'bar', 'v1alpha10'];
  expect(versions.sort(compareVersions)).toEqual([
    'v10',
    'v2',
    'v1',
    'v1beta2',
    'v1beta1',
    'v1alpha10',
    'v1alpha3',
    'bar',
    'foo',
  ]);
});
