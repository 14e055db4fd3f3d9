import { expect, test } from 'vitest';
import { incidentNamesOf, incidents } from '#demo/incidents/all.ts';
import { meshNamed, meshNames } from '#demo/meshes/all.ts';
import { objectsInCluster } from '#demo/meshes/testing/objects-in-cluster.ts';
import { bothReadings, comparedCalls } from './mesh-of-objects.ts';

/** What these break lies outside of what is simulated: what DNS outside answers, and what a module of Wasm does. */
const beyond: readonly string[] = ['name-gone', 'extension-unfetched'];

const stories = meshNames.flatMap((mesh) =>
  [null, ...incidentNamesOf(mesh).filter((name) => !beyond.includes(name))].map(
    (incident) => [mesh, incident] as const,
  ),
);

test.each(stories)(
  '%s with %s: the simulator and the traffic say the same of every call',
  (mesh, incident) => {
    const made = incident === null ? undefined : incidents[incident];
    const both = bothReadings(objectsInCluster(meshNamed(mesh, { services: 60, seed: 5 }), made));
    const all = [...comparedCalls(both)];
    expect(all.length).toBeGreaterThan(3);
    const different = all.filter(
      ({ compiled, simulated }) => JSON.stringify(compiled) !== JSON.stringify(simulated),
    );
    expect(different).toEqual([]);
  },
);
