import { expect, test } from 'vitest';
import { foldedBlock } from './folded-block.ts';

const object = `kind: VirtualService
metadata:
  managedFields:
  - apiVersion: v1
    fieldsV1:
      f:spec: {}
    manager: kubectl
  - manager: weft
  name: cart
spec: {}
`;

test('managedFields is found with its list items at its own indent', () => {
  const block = foldedBlock(object, 'managedFields');
  expect(object.slice(block?.from, block?.to)).toBe(`
  - apiVersion: v1
    fieldsV1:
      f:spec: {}
    manager: kubectl
  - manager: weft`);
});

test('nothing to fold', () => {
  expect(foldedBlock('metadata:\n  name: cart\n', 'managedFields')).toBeNull();
  expect(foldedBlock('managedFields: []\n', 'managedFields')).toBeNull();
});

test('a folded text under an annotation, whose key has dots and a slash', () => {
  const annotated = `metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"VirtualService"}
  name: cart
`;
  const block = foldedBlock(annotated, 'kubectl.kubernetes.io/last-applied-configuration');
  expect(annotated.slice(block?.from, block?.to)).toBe('\n      {"kind":"VirtualService"}');
});
