import type { MeshObject, Origin } from '../mesh.ts';

/** The same objects, as someone else would have put them there. */
export const from = (origin: Origin, objects: readonly MeshObject[]): MeshObject[] =>
  objects.map((object) => ({ ...object, origin }));

export const kubectl: Origin = { by: 'kubectl' };
