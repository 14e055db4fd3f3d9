import { expect, test } from 'vitest';
import { injectionOf, namespaceMode } from './dataplane-mode.ts';

test.each([
  [{ 'istio-injection': 'enabled' }, 'sidecar'],
  [{ 'istio.io/rev': '1-30' }, 'sidecar'],
  [{ 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' }, 'sidecar'],
  [{ 'istio.io/dataplane-mode': 'ambient' }, 'ambient'],
  [{ 'istio-injection': 'disabled' }, 'opted-out'],
  [{}, 'unset'],
])('%j is %s', (labels, mode) => {
  expect(namespaceMode(labels)).toBe(mode);
});

test('the label of a pod goes before its annotation', () => {
  const key = 'sidecar.istio.io/inject';
  expect(injectionOf({ labels: { [key]: 'false' }, annotations: { [key]: 'true' } })).toBe(false);
  expect(injectionOf({ annotations: { [key]: 'True' } })).toBe(true);
  expect(injectionOf({})).toBeNull();
});
