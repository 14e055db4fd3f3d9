import type { ContainerPort, Pod } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { Situation } from './situation.ts';

/** Pods of the workloads that are meant. */
export const podsOf = ({ callees, calleeCluster }: Situation): readonly Pod[] =>
  calleeCluster === null ? [] : podsOfWorkloads(calleeCluster, callees);

const podsOfWorkloads = (cluster: ClusterSnapshot, workloads: readonly Workload[]): readonly Pod[] =>
  workloads.flatMap(({ namespace, podNames }) =>
    podNames.flatMap((name) => objectAt(cluster, 'Pod', namespace, name) ?? []),
  );

/** Ports that containers of some workloads declare, their proxies' left out. */
export const containerPortsOf = (
  cluster: ClusterSnapshot,
  workloads: readonly Workload[],
): readonly ContainerPort[] => portsOfPods(podsOfWorkloads(cluster, workloads));

const portsOfPods = (pods: readonly Pod[]): readonly ContainerPort[] =>
  pods.flatMap(({ spec }) =>
    (spec?.containers ?? []).filter(({ name }) => name !== 'istio-proxy').flatMap(({ ports = [] }) => ports),
  );

/** Ports that containers of the callee declare, its proxy's left out. */
export const declaredPorts = (situation: Situation): readonly ContainerPort[] =>
  portsOfPods(podsOf(situation));

/** The first port of the Service that leads to none of the declared ones; null where each does. */
export function portLeadingNowhere({ service }: Situation, declared: readonly ContainerPort[]) {
  const ports = service?.spec?.ports ?? [];
  const index = ports.findIndex(({ port, targetPort = port }) =>
    typeof targetPort === 'number'
      ? !declared.some(({ containerPort }) => containerPort === targetPort)
      : !declared.some(({ name }) => name === targetPort),
  );
  const port = ports[index];
  return port === undefined ? null : { index, port };
}

/** Whether every port of the Service leads to one that a container declares; null where containers declare none. */
export function leadsToDeclaredPort(situation: Situation): boolean | null {
  const declared = declaredPorts(situation);
  if (declared.length === 0 || situation.service === null) return null;
  return portLeadingNowhere(situation, declared) === null;
}
