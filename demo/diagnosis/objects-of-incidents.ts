import type { Incident, IncidentChange } from '#demo/incidents/incident.ts';
import type { DemoMesh } from '#demo/meshes/mesh.ts';
import { objectsInCluster } from '#demo/meshes/testing/objects-in-cluster.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';

/** The objects of a cluster before some incidents began and after, as its API server would tell when they were written. */
export function objectsOfIncidents(
  mesh: DemoMesh,
  incidents: readonly Incident[],
  beganAt: string,
): { readonly before: readonly KubeObject[]; readonly after: readonly KubeObject[] } {
  const before = objectsInCluster(mesh);
  const changes = incidents.flatMap((incident) => incident.changes);
  const [first] = incidents;
  if (first === undefined) return { before, after: before };
  const known = new Map(before.map((object) => [keyOf(object), JSON.stringify(object)]));
  const after = marked(objectsInCluster(mesh, { ...first, changes }), changes).map((object) => {
    const same = known.get(keyOf(object)) === JSON.stringify(object);
    return same ? object : writtenAt(object, beganAt);
  });
  return { before, after };
}

const keyOf = ({ kind, metadata }: KubeObject): string =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

const writtenAt = (object: KubeObject, time: string): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, managedFields: [{ manager: 'kubectl', time }] },
});

/** The first pod by name of each selection gets its annotations. */
function marked(objects: readonly KubeObject[], changes: readonly IncidentChange[]): readonly KubeObject[] {
  return changes.reduce<readonly KubeObject[]>((all, change) => {
    if (!('onePodOf' in change)) return all;
    const { namespace, labels } = change.onePodOf;
    const [picked] = all
      .filter(
        ({ kind, metadata }) =>
          kind === 'Pod' && metadata.namespace === namespace && matchesLabels(labels, metadata.labels),
      )
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    return all.map((object) =>
      object === picked
        ? {
            ...object,
            metadata: {
              ...object.metadata,
              annotations: { ...object.metadata.annotations, ...change.annotations },
            },
          }
        : object,
    );
  }, objects);
}
