import { selects } from '#demo/controllers/model.ts';
import { isKubeError } from '#demo/kube-client/kube-error.ts';
import type { RawObject } from '#demo/kube-client/raw-object.ts';
import { listAll } from '#demo/kube-client/watch.ts';
import type { MeshName } from '#demo/meshes/all.ts';
import { applyObject, type Cluster, removeObject, replaceObject, served } from '#demo/meshes/load.ts';
import { type DemoMesh, declared, type MeshObject, type ObjectName } from '#demo/meshes/mesh.ts';

/** One change of an incident, through the Kubernetes API like anybody's. */
export type IncidentChange =
  | { readonly put: MeshObject }
  | { readonly remove: ObjectName }
  /** A JSON merge patch, by the field manager `kubectl-edit`. */
  | { readonly patch: ObjectName; readonly with: Readonly<Record<string, unknown>> }
  /** The first pod by name of those with the labels gets annotations; undone by deleting it, so that a fresh one comes. */
  | { readonly onePodOf: PodSelection; readonly annotations: Readonly<Record<string, string>> };

interface PodSelection {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** On the pod that an incident picked, so that undoing it finds the same one. */
const pickedLabel = 'demo.weft.dev/picked';

/** A named story: what somebody did to a mesh, and what breaks by it. */
export interface Incident {
  readonly name: string;
  readonly meshes: readonly MeshName[];
  readonly title: string;
  /** What a person sees, with the code and response flag: one or two sentences. */
  readonly breaks: string;
  readonly changes: readonly IncidentChange[];
}

/** Does what the incident says. Doing it twice is fine. */
export async function startIncident(cluster: Cluster, incident: Incident): Promise<void> {
  for (const change of incident.changes) {
    if ('put' in change) await applyObject(cluster, change.put);
    else if ('remove' in change) await removeObject(cluster, change.remove);
    else if ('onePodOf' in change) await markPod(cluster, change.onePodOf, change.annotations);
    else await patchObject(cluster, change.patch, change.with);
  }
}

/** Puts every object that the incident touches back as the mesh declares it; what the mesh does not declare goes. */
export async function stopIncident(cluster: Cluster, incident: Incident, mesh: DemoMesh): Promise<void> {
  for (const change of [...incident.changes].reverse()) await undo(cluster, change, mesh);
}

/** The same for what an earlier run may have left on: objects that are not there stay away. */
export async function clearIncident(cluster: Cluster, incident: Incident, mesh: DemoMesh): Promise<void> {
  for (const change of [...incident.changes].reverse()) {
    if ('onePodOf' in change || (await isThere(cluster, nameOf(change)))) await undo(cluster, change, mesh);
  }
}

async function undo(cluster: Cluster, change: IncidentChange, mesh: DemoMesh): Promise<void> {
  if ('onePodOf' in change) {
    for (const pod of await picked(cluster, change.onePodOf)) await removeObject(cluster, podNamed(pod));
    return;
  }
  const touched = nameOf(change);
  const object = declared(mesh, touched);
  if (object === null) await removeObject(cluster, touched);
  else await replaceObject(cluster, object);
}

async function isThere(cluster: Cluster, { kind, namespace, name }: ObjectName): Promise<boolean> {
  const resource = await served(cluster, kind);
  try {
    await cluster.client.request('GET', resource.item(namespace, name));
    return true;
  } catch (error) {
    if (isKubeError(error, 404)) return false;
    throw error;
  }
}

type NamedChange = Exclude<IncidentChange, { onePodOf: PodSelection }>;

function nameOf(change: NamedChange): ObjectName {
  if ('put' in change) return { kind: change.put.kind, ...change.put.body.metadata };
  return 'remove' in change ? change.remove : change.patch;
}

async function patchObject(
  cluster: Cluster,
  target: ObjectName,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const resource = await served(cluster, target.kind);
  await cluster.client.request('PATCH', resource.item(target.namespace, target.name), {
    body,
    contentType: 'application/merge-patch+json',
    query: { fieldManager: 'kubectl-edit' },
  });
}

async function markPod(
  cluster: Cluster,
  selection: PodSelection,
  annotations: Readonly<Record<string, string>>,
): Promise<void> {
  if ((await picked(cluster, selection)).length > 0) return;
  const pods = await podsOf(cluster, selection, selection.labels);
  const first = pods.sort((a, b) => a.metadata.name.localeCompare(b.metadata.name))[0];
  if (first === undefined) return;
  await patchObject(cluster, podNamed(first), {
    metadata: { annotations, labels: { [pickedLabel]: 'true' } },
  });
}

const picked = (cluster: Cluster, selection: PodSelection) =>
  podsOf(cluster, selection, { ...selection.labels, [pickedLabel]: 'true' });

async function podsOf(
  cluster: Cluster,
  { namespace }: PodSelection,
  labels: Readonly<Record<string, string>>,
): Promise<RawObject[]> {
  const resource = await served(cluster, 'Pod');
  const { objects } = await listAll(cluster.client, resource.collection(namespace));
  return objects.filter((pod) => selects(labels, pod.metadata.labels));
}

const podNamed = ({ metadata }: RawObject): ObjectName => ({
  kind: 'Pod',
  namespace: metadata.namespace,
  name: metadata.name,
});
