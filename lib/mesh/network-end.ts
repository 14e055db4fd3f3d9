import type { Pod } from '#lib/k8s/workload-types.ts';
import type { PolicySubject } from './policy-scope.ts';

/** One end of a connection as NetworkPolicies see it. */
export interface NetworkEnd {
  /** The pods; null outside of the cluster. */
  readonly pods: PolicySubject | null;
  /** Null where they are not known. */
  readonly addresses: readonly string[] | null;
  /** Number of a port of its containers by name; null where there is none; undefined where that is not known. */
  portNamed(name: string, protocol: string): number | null | undefined;
}

/** An end of which only the labels are looked at: whatever address or named port is asked for may be its own. */
export const endOfPods = (pods: PolicySubject | null): NetworkEnd => ({
  pods,
  addresses: null,
  portNamed: () => undefined,
});

/** Who is outside of the cluster, at an address where it is known. */
export const endOutside = (address: string | null): NetworkEnd => ({
  pods: null,
  addresses: address === null ? null : [address],
  portNamed: () => null,
});

/** Pods that are alike, by one of them. */
export const endOfPod = ({ metadata, spec, status }: Pod): NetworkEnd => ({
  pods: { namespace: metadata.namespace ?? '', labels: metadata.labels ?? {} },
  addresses: status?.podIP ? [status.podIP] : null,
  portNamed: (name, protocol) =>
    [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]
      .flatMap(({ ports }) => ports ?? [])
      .find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort ?? null,
});
