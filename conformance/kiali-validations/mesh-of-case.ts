import { stringify } from 'yaml';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { meshConfigMap, meshOfFiles } from '../findings/mesh-of-files.ts';
import type { CaseContext, ValidationCase } from './case-file.ts';

/** The objects of a case, and its context as the objects in which a real cluster has it. */
export function meshOfCase(dir: string, one: ValidationCase): MeshSnapshot {
  const { context } = one;
  const clusters = one.clusters ?? { [context.homeCluster ?? 'Kubernetes']: [one.file, ...one.extraFiles] };
  const beside = [...controlPlanes(context), ...(context.scopeGatewayToNamespace ? [istiod(context)] : [])];
  return revised(meshOfFiles(dir, clusters, beside, 'default'), context);
}

/** One control plane, or one a root namespace: revisions named after their namespaces. */
function controlPlanes(context: CaseContext): readonly KubeObject[] {
  const roots = [...new Set(Object.values(context.rootNamespaces))];
  if (roots.length === 0)
    return [meshConfigMap(context.rootNamespace, { mesh: meshConfig(context, context.rootNamespace) })];
  return roots.map((root) => meshConfigMap(root, { mesh: meshConfig(context, root) }, `istio-${root}`));
}

const meshConfig = (context: CaseContext, rootNamespace: string): string =>
  stringify({
    rootNamespace,
    enableAutoMtls: context.autoMtls,
    outboundTrafficPolicy: { mode: context.outboundTrafficPolicyMode },
    trustDomain: context.trustDomain,
    trustDomainAliases: context.trustDomainAliases,
  });

const istiod = ({ rootNamespace }: CaseContext): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod', namespace: rootNamespace, labels: { app: 'istiod' } },
  spec: {
    selector: { matchLabels: { app: 'istiod' } },
    template: {
      metadata: { labels: { app: 'istiod' } },
      spec: {
        containers: [
          { name: 'discovery', env: [{ name: 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE', value: 'true' }] },
        ],
      },
    },
  },
});

/** Where there are several control planes, each namespace says by its label which one it belongs to. */
function revised(mesh: MeshSnapshot, { rootNamespaces }: CaseContext): MeshSnapshot {
  if (Object.keys(rootNamespaces).length === 0) return mesh;
  const label = (object: KubeObject): KubeObject => {
    const root = rootNamespaces[object.metadata.name];
    if (root === undefined) return object;
    const labels = { ...object.metadata.labels, 'istio.io/rev': root };
    return { ...object, metadata: { ...object.metadata, labels } };
  };
  const clusters = [...mesh.clusters.values()].map((cluster) => {
    const namespaces = new Map(
      [...(cluster.objects.get('Namespace') ?? [])].map(([at, named]) => [
        at,
        new Map([...named].map(([name, object]) => [name, label(object)])),
      ]),
    );
    return { ...cluster, objects: new Map(cluster.objects).set('Namespace', namespaces) };
  });
  return { ...mesh, clusters: new Map(clusters.map((cluster) => [cluster.id, cluster])) };
}
