import { matchesLabels } from '#lib/k8s/selector.ts';
import type { ContainerPort, ServicePort, WorkloadController } from '#lib/k8s/workload-types.ts';
import { deriveInNamespace } from '#lib/mesh/derive.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/**
 * A port of a Service that no container of the Deployment behind it declares. By name the declaration is what Kubernetes looks
 * up; by number it is only a hint, as declaring a port is for people.
 */
export const portNotInContainers = objectRule({
  name: 'service/port-not-in-containers',
  codes: ['WEFT1107'],
  kind: 'Service',
  reads: ['Deployment'],
  *remarks({ metadata, spec }, cluster) {
    const { selector = {}, ports = [] } = spec ?? {};
    // What Istio generates for a gateway or waypoint is nobody’s to correct.
    if (metadata.labels?.[managed] !== undefined || Object.keys(selector).length === 0) return;
    const behind = declaredPorts(cluster, metadata.namespace ?? '', selector);
    if (behind === null || behind.ports.length === 0) return;
    for (const [i, port] of ports.entries()) {
      const target = port.targetPort || port.port;
      if (behind.ports.some((declared) => isMeant(declared, port, target))) continue;
      const args = { port: String(port.port), target: String(target), deployment: behind.name };
      const level = typeof target === 'string' ? ({} as const) : ({ level: 'info' } as const);
      yield { code: 'WEFT1107', path: `spec.ports[${i}]`, args, ...level };
    }
  },
});

const managed = 'gateway.istio.io/managed';

const isMeant = (
  declared: ContainerPort,
  { protocol = 'TCP' }: ServicePort,
  target: number | string,
): boolean =>
  (declared.protocol ?? 'TCP') === protocol &&
  (declared.containerPort === target ||
    declared.name === target ||
    String(declared.containerPort) === target);

/** The Deployments of a namespace by each label of their pods, `key=value`. */
const byLabel = deriveInNamespace(['Deployment'], (cluster, namespace) => {
  const found = new Map<string, WorkloadController[]>();
  for (const deployment of objects(cluster, 'Deployment', namespace)) {
    for (const pair of Object.entries(deployment.spec?.template?.metadata?.labels ?? {})) {
      const label = pair.join('=');
      const same = found.get(label);
      if (same === undefined) found.set(label, [deployment]);
      else same.push(deployment);
    }
  }
  return found;
});

/** The Deployment that a selector means, and the ports of its containers. */
function declaredPorts(
  cluster: ClusterSnapshot,
  namespace: string,
  selector: Readonly<Record<string, string>>,
): { readonly name: string; readonly ports: readonly ContainerPort[] } | null {
  const [first = ''] = Object.entries(selector).map((pair) => pair.join('='));
  const found = byLabel(cluster, namespace)
    .get(first)
    ?.find(({ spec }) => matchesLabels(selector, spec?.template?.metadata?.labels ?? {}));
  if (found === undefined) return null;
  const containers = found.spec?.template?.spec?.containers ?? [];
  return { name: found.metadata.name, ports: containers.flatMap(({ ports = [] }) => ports) };
}
