import type { Discovery, Resource } from '#demo/kube-client/discovery.ts';
import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import { isKubeError } from '#demo/kube-client/kube-error.ts';
import { type RawObject, rawObject } from '#demo/kube-client/raw-object.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { MeshObject, ObjectName } from './mesh.ts';
import { fieldManager, marked } from './provenance.ts';

export interface Cluster {
  readonly client: KubeClient;
  readonly discovery: Discovery;
}

/** An object as the API server answered it when it was applied. */
export interface Applied {
  readonly kind: KindName;
  readonly object: RawObject;
}

const concurrency = 12;

/** Earlier stages must exist before later ones: namespaces first, accounts and configuration before what runs. */
const stages: readonly (readonly KindName[])[] = [
  ['Namespace'],
  ['ServiceAccount', 'ConfigMap', 'Service'],
  // What is not named: all Istio kinds, before the pods they are about.
  [],
  ['Deployment'],
];

/**
 * Applies objects to a cluster, each as its tool would write it. What exists already is brought to the declared state
 * field by field (merge patch), so the same mesh can be loaded again. Throws the first refusal of the API server.
 */
export async function loadObjects(cluster: Cluster, objects: readonly MeshObject[]): Promise<Applied[]> {
  const applied: Applied[] = [];
  const named = new Set(stages.flat());
  for (const stage of stages) {
    const members = objects.filter(({ kind }) =>
      stage.length === 0 ? !named.has(kind) : stage.includes(kind),
    );
    await inParallel(members, async (object) => {
      applied.push({ kind: object.kind, object: await applyObject(cluster, object) });
    });
  }
  return applied;
}

/** Creates the object, or merges it into the one that is there. Returns what the API server made of it. */
export async function applyObject(cluster: Cluster, object: MeshObject): Promise<RawObject> {
  const resource = await served(cluster, object.kind);
  const { namespace, name } = object.body.metadata;
  const body = marked(object, resource.apiVersion, resource.kind);
  const query = { fieldManager: fieldManager(object.origin) };
  try {
    return rawObject.parse(
      await cluster.client.request('POST', resource.collection(namespace), { body, query }),
    );
  } catch (error) {
    if (!isKubeError(error, 409)) throw error;
    const contentType = 'application/merge-patch+json';
    const path = resource.item(namespace, name);
    return rawObject.parse(await cluster.client.request('PATCH', path, { body, query, contentType }));
  }
}

/**
 * Puts the object in place of the one that is there, so that fields somebody added go (merge patch would keep them).
 * Tries again when somebody wrote in between.
 */
export async function replaceObject(cluster: Cluster, object: MeshObject): Promise<void> {
  const resource = await served(cluster, object.kind);
  const { namespace, name } = object.body.metadata;
  const item = resource.item(namespace, name);
  const body = marked(object, resource.apiVersion, resource.kind);
  const query = { fieldManager: fieldManager(object.origin) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const live = rawObject.parse(await cluster.client.request('GET', item));
      const metadata = {
        ...object.body.metadata,
        ...metadataOf(body),
        resourceVersion: live.metadata.resourceVersion,
      };
      const kept = object.kind === 'Service' ? withAddressOf(live, body) : body;
      await cluster.client.request('PUT', item, { body: { ...kept, metadata }, query });
      return;
    } catch (error) {
      if (isKubeError(error, 404)) {
        await applyObject(cluster, object);
        return;
      }
      if (!isKubeError(error, 409) || attempt === 5) throw error;
    }
  }
}

/** What the API server gave a Service for life stays. */
function withAddressOf(live: RawObject, body: Record<string, unknown>): Record<string, unknown> {
  const { clusterIP, clusterIPs } = Object(Reflect.get(live, 'spec'));
  return { ...body, spec: { ...Object(body.spec), clusterIP, clusterIPs } };
}

const metadataOf = (body: Record<string, unknown>): object => Object(body.metadata);

/** Deletes an object; one that is not there is fine. */
export async function removeObject(cluster: Cluster, target: ObjectName): Promise<void> {
  const resource = await served(cluster, target.kind);
  try {
    await cluster.client.request('DELETE', resource.item(target.namespace, target.name));
  } catch (error) {
    if (!isKubeError(error, 404)) throw error;
  }
}

/** The resource of a kind. Throws where the API server does not serve it. */
export async function served(cluster: Cluster, kind: KindName): Promise<Resource> {
  const resource = await cluster.discovery.resource(kind);
  if (resource === null) {
    throw new Error(
      `The API server does not serve ${kinds[kind].group}/${kind}: install the CRDs of Istio first`,
    );
  }
  return resource;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
