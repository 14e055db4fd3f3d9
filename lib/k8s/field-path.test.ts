import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldIn, parseFieldPath } from './field-path.ts';

test.each([
  ['spec.http[0].route[1].destination.host', ['spec', 'http', 0, 'route', 1, 'destination', 'host']],
  ['metadata.annotations["sidecar.istio.io/inject"]', ['metadata', 'annotations', 'sidecar.istio.io/inject']],
  ['', []],
])('%s', (path, steps) => {
  expect(parseFieldPath(path)).toEqual(steps);
});

test('any key comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (keys) => {
      expect(parseFieldPath(keys.reduce(fieldIn, ''))).toEqual(keys);
    }),
  );
});
