import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelsCodec } from './graph-codec.ts';
import { layers, layersCodec, layersShown } from './layer-codec.ts';

test('layers are written and read back, and none is not the same as nothing said', () => {
  fc.assert(
    fc.property(fc.subarray([...layers]), (chosen) => {
      expect(layersCodec.parse(layersCodec.serialize(chosen))).toEqual(chosen);
    }),
  );
  expect(layersCodec.parse('-')).toEqual([]);
  expect(layersCodec.parse('mtls,nothing')).toBeNull();
});

test('a link from before there were layers shows what its labels say', () => {
  const shown = (labels: string | null) =>
    layersShown(null, labels === null ? labelsCodec.fallback : (labelsCodec.parse(labels) ?? []));
  expect(shown(null)).toEqual(['mtls', 'weights', 'findings']);
  expect(shown('rate,mtls')).toEqual(['mtls', 'findings']);
  expect(shown('rate')).toEqual(['findings']);
  expect(layersShown([], labelsCodec.fallback)).toEqual([]);
});
