import type { ContainerPort, Pod } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { Situation } from './situation.ts';

/** Pods of the workloads that are meant. */
export const podsOf = ({ callees, calleeCluster }: Situation): readonly Pod[] =>
  callees.flatMap(({ namespace, podNames }) =>
    podNames.flatMap((name) => {
      const pod = calleeCluster === null ? null : objectAt(calleeCluster, 'Pod', namespace, name);
      return pod === null ? [] : [pod];
    }),
  );

/** Ports that containers of the callee declare, its proxy's left out. */
export const declaredPorts = (situation: Situation): readonly ContainerPort[] =>
  podsOf(situation).flatMap(({ spec }) =>
    (spec?.containers ?? []).filter(({ name }) => name !== 'istio-proxy').flatMap(({ ports = [] }) => ports),
  );

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
