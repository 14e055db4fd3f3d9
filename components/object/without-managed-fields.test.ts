import { expect, test } from 'vitest';
import { withoutManagedFields } from './without-managed-fields.ts';

const around = (inside: string) => `kind: VirtualService\nmetadata:\n${inside}  name: cart\nspec: {}\n`;

test.each(['    ', '  '])('managed fields go, everything else stays as it is: items behind %j', (indent) => {
  const managed = `  managedFields:\n${indent}- manager: kubectl\n${indent}  operation: Apply\n${indent}- manager: weft\n`;
  expect(withoutManagedFields(around(managed))).toBe(around(''));
  expect(withoutManagedFields(around(''))).toBe(around(''));
});

test('at the end of metadata and of the text', () => {
  const managed = '  managedFields:\n    - manager: weft\n';
  expect(withoutManagedFields(`metadata:\n  name: cart\n${managed}spec: {}\n`)).toBe(
    'metadata:\n  name: cart\nspec: {}\n',
  );
  expect(withoutManagedFields(`metadata:\n  name: cart\n${managed}`)).toBe('metadata:\n  name: cart\n');
});

test('a line of that name elsewhere is not the API server’s', () => {
  const text =
    'metadata:\n  annotations:\n    note: |\n      managedFields:\n        - mine\nspec:\n  managedFields:\n    - mine\n';
  expect(withoutManagedFields(text)).toBe(text);
});
