import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyMesh } from './any-mesh.ts';
import { bothReadings, comparedCalls } from './mesh-of-objects.ts';

test('whatever is written about a mesh, the simulator and the traffic say the same of every call', () => {
  fc.assert(
    fc.property(anyMesh, (objects) => {
      for (const { call, compiled, simulated } of comparedCalls(bothReadings(objects))) {
        expect({ call, ...simulated }).toEqual({ call, ...compiled });
      }
    }),
    { numRuns: 400 },
  );
}, 30_000);
