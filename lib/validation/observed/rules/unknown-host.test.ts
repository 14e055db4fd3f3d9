import { expect, test } from 'vitest';
import { workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { foundIn } from '../testing/found-in.ts';
import { unknownHost } from './unknown-host.ts';

const outside = (name: string) => ({
  from: 'shop/front',
  to: null,
  more: { destination_service_name: name, destination_service: 'unknown' },
});

test('calls to hosts that are not registered: refused, or let through', () => {
  const objects = workload('shop', 'front');
  const refused = foundIn(unknownHost, objects, [sample('requests', outside('BlackHoleCluster'), 2)]);
  expect(refused.at).toEqual(['warning WEFT0228 Deployment front']);
  expect(refused.texts[0]).toContain('600 calls');
  const passed = foundIn(unknownHost, objects, [sample('requests', outside('PassthroughCluster'), 2)]);
  expect(passed.at).toEqual(['info WEFT0229 Deployment front']);
});

test('calls within the mesh, and those of a caller that is not known, are no finding', () => {
  const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
  const nobody = { ...outside('BlackHoleCluster'), from: null };
  const samples = [sample('requests', call, 2), sample('requests', nobody, 2)];
  expect(foundIn(unknownHost, workload('shop', 'front'), samples).at).toEqual([]);
});
