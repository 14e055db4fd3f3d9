import { ambient } from './ambient.ts';
import { bank } from './bank.ts';
import { bookinfo } from './bookinfo.ts';
import { generated } from './generated.ts';
import { type DemoMesh, finalObjects, objectKey } from './mesh.ts';
import { shop } from './shop/shop.ts';

export const meshNames = ['shop', 'bookinfo', 'bank', 'ambient', 'generated'] as const;
export type MeshName = (typeof meshNames)[number];

export interface MeshSize {
  /** Null: the mesh's own size (100 for the generated one). */
  readonly services: number | null;
  readonly seed: number;
}

/** The mesh of that name. A named mesh is filled up to `services` with generated ones beside it. */
export function meshNamed(name: MeshName, { services, seed }: MeshSize): DemoMesh {
  if (name === 'generated') return generated(services ?? 100, seed);
  const own = { shop, bookinfo, bank, ambient }[name]();
  const missing = (services ?? 0) - serviceCount(own);
  return missing < 2 ? own : together(own, generated(missing, seed));
}

const serviceCount = (mesh: DemoMesh): number =>
  finalObjects(mesh).filter(({ kind }) => kind === 'Service').length;

/** Two meshes in one cluster; what both declare is taken from the first. */
function together(first: DemoMesh, second: DemoMesh): DemoMesh {
  const taken = new Set(finalObjects(first).map(objectKey));
  const rest = second.chapters.map((chapter) => ({
    ...chapter,
    objects: chapter.objects.filter((object) => !taken.has(objectKey(object))),
  }));
  return {
    name: first.name,
    chapters: [...first.chapters, ...rest].sort((a, b) => b.minutesAgo - a.minutesAgo),
  };
}
