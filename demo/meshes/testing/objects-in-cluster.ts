import { injectProxy } from '#demo/controllers/inject.ts';
import { deployment, namespace, pod as podModel } from '#demo/controllers/model.ts';
import { wantsReady } from '#demo/controllers/pod.ts';
import type { Incident, IncidentChange } from '#demo/incidents/incident.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { type DemoMesh, finalObjects, type MeshObject, objectKey } from '../mesh.ts';

/** The objects that a cluster has once it has settled on a mesh, and on what an incident did to it: pods too, with their proxies. */
export function objectsInCluster(mesh: DemoMesh, incident?: Incident): readonly KubeObject[] {
  const byKey = new Map(finalObjects(mesh).map((object) => [objectKey(object), object]));
  for (const change of incident?.changes ?? []) applied(byKey, change);
  const objects = [...byKey.values()].map(kubeObject);
  const namespaces = new Map(
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map((object) => [object.metadata.name, namespace.parse(object)]),
  );
  let addresses = 0;
  const pods = objects
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap((object) => {
      const { metadata, spec } = deployment.parse(object);
      const template = injectProxy(spec.template, namespaces.get(metadata.namespace ?? ''));
      const set = `${metadata.name}-5d8f7c`;
      const names = Array.from({ length: spec.replicas }, (_, i) => `${set}-${i}`);
      return names.map((name) => {
        addresses += 1;
        return podOf(template, { name, namespace: metadata.namespace ?? '', set, names, addresses });
      });
    });
  return [...objects, ...pods];
}

const kubeObject = ({ kind, body }: MeshObject): KubeObject => {
  const { group, versions, kind: name } = kinds[kind];
  const version = versions[0] ?? 'v1';
  return {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind: name,
    ...body,
    metadata: { creationTimestamp: new Date(0).toISOString(), ...body.metadata },
  };
};

interface PodOf {
  readonly name: string;
  readonly namespace: string;
  readonly set: string;
  readonly names: readonly string[];
  readonly addresses: number;
}

function podOf(template: ReturnType<typeof injectProxy>, of: PodOf): KubeObject {
  const { name, namespace: own, set, names, addresses } = of;
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set, uid: set, controller: true };
  const metadata = {
    ...template.metadata,
    name,
    namespace: own,
    uid: `${own}-${name}`,
    labels: { ...template.metadata.labels, 'pod-template-hash': '5d8f7c' },
    ownerReferences: [owner],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec };
  const ready = wantsReady(podModel.parse({ ...pod, metadata: { resourceVersion: '1', ...metadata } }), names)
    ? 'True'
    : 'False';
  const podIP = `10.1.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
  return { ...pod, status: { phase: 'Running', podIP, conditions: [{ type: 'Ready', status: ready }] } };
}

function applied(objects: Map<string, MeshObject>, change: IncidentChange): void {
  if ('put' in change) objects.set(objectKey(change.put), change.put);
  if ('remove' in change) {
    const { kind, namespace: own, name } = change.remove;
    objects.delete(`${kind}/${own ?? ''}/${name}`);
  }
  if ('patch' in change) {
    const { kind, namespace: own, name } = change.patch;
    const key = `${kind}/${own ?? ''}/${name}`;
    const object = objects.get(key);
    if (object !== undefined) objects.set(key, { ...object, body: merged(object.body, change.with) });
  }
}

/** RFC 7396. */
function merged<T>(target: T, patch: unknown): T {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch as T;
  const result: Record<string, unknown> = { ...Object(target) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result as T;
}
