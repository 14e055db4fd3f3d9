import type { KindName } from '#lib/k8s/kinds.ts';

/** Who put an object there, as its field manager, labels and annotations show. */
export type Origin =
  | { readonly by: 'kubectl' }
  | { readonly by: 'helm'; readonly release: string }
  | { readonly by: 'argocd'; readonly application: string };

/** An object of a demo mesh. `body` holds everything but apiVersion and kind, which the served version gives. */
export interface MeshObject {
  readonly kind: KindName;
  readonly body: {
    readonly metadata: {
      readonly name: string;
      readonly namespace?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly [field: string]: unknown;
  };
  readonly origin: Origin;
}

/** What was applied together, and how long before the demo's start. Objects of an earlier chapter may come again, changed. */
export interface Chapter {
  readonly minutesAgo: number;
  readonly objects: readonly MeshObject[];
}

export interface DemoMesh {
  readonly name: string;
  /** Oldest first. */
  readonly chapters: readonly Chapter[];
}

/** Tells objects apart: kind, namespace and name. */
export const objectKey = (object: MeshObject): string =>
  `${object.kind}/${object.body.metadata.namespace ?? ''}/${object.body.metadata.name}`;

/** The objects of a mesh as they are at the demo's start: of each its last version. */
export function finalObjects(mesh: DemoMesh): readonly MeshObject[] {
  const byKey = new Map<string, MeshObject>();
  for (const { objects } of mesh.chapters) for (const object of objects) byKey.set(objectKey(object), object);
  return [...byKey.values()];
}

export interface ObjectName {
  readonly kind: KindName;
  readonly namespace?: string;
  readonly name: string;
}

/** The object of that name as the mesh declares it, or null. */
export function declared(mesh: DemoMesh, wanted: ObjectName): MeshObject | null {
  const key = `${wanted.kind}/${wanted.namespace ?? ''}/${wanted.name}`;
  return finalObjects(mesh).find((object) => objectKey(object) === key) ?? null;
}
