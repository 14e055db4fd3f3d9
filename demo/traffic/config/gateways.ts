import { hostWithin } from '#lib/istio/hosts.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

/** What a gateway workload listens for on a port. */
export interface Listening {
  /** Whether anything listens: where nothing does the connection is refused. */
  readonly open: boolean;
  /** Istio Gateways (`namespace/name`) with a server for the host on that port. */
  readonly istio: readonly string[];
  /** Whether a server for the host takes routes of that namespace (`namespace/host` in its hosts). */
  takesRoutesOf(namespace: string): boolean;
  /** Gateway API Gateways with a listener for it. */
  readonly k8s: readonly string[];
}

/** Finds the servers of a gateway workload. `ports`: the Service's port and the pod's, either may be meant. */
export function readGateways(
  view: ConfigView,
): (workload: WorkloadNode, authority: string, ports: readonly number[]) => Listening {
  const istio = objectsOf(view, 'Gateway');
  const k8s = objectsOf(view, 'K8sGateway');
  return (workload, authority, ports) => {
    const servers = istio
      .filter((gateway) => matchesLabels(gateway.spec?.selector ?? {}, workload.labels))
      .flatMap((gateway) =>
        (gateway.spec?.servers ?? [])
          .filter((server) => ports.includes(server.port?.number ?? 0))
          .flatMap((server) => (server.hosts ?? []).map((host) => serverHost(gateway, host))),
      );
    const listeners = k8s
      .filter((gateway) => serves(workload, gateway.metadata.name, namespaceOf(gateway)))
      .flatMap((gateway) =>
        (gateway.spec?.listeners ?? [])
          .filter((listener) => ports.includes(listener.port ?? 0))
          .map((listener) => ({ name: nameOf(gateway), host: listener.hostname ?? '*' })),
      );
    const holding = servers.filter(({ host }) => hostWithin(authority, host));
    return {
      open: servers.length + listeners.length > 0,
      istio: [...new Set(holding.map(({ name }) => name))],
      takesRoutesOf: (namespace) => holding.some(({ scope }) => scope === '*' || scope === namespace),
      k8s: [...new Set(listeners.filter(({ host }) => hostWithin(authority, host)).map(({ name }) => name))],
    };
  };
}

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** One of a server's hosts: `namespace/host`, where `.` is the Gateway's own namespace and none means any. */
function serverHost(gateway: Named, written: string) {
  const [scope, host] = written.includes('/') ? written.split('/') : ['*', written];
  const own = gateway.metadata.namespace ?? '';
  return { name: nameOf(gateway), scope: scope === '.' ? own : (scope ?? '*'), host: host ?? '*' };
}

const nameOf = (gateway: Named) => `${gateway.metadata.namespace ?? ''}/${gateway.metadata.name}`;

/** istiod deploys a Gateway as a workload that carries the Gateway's name in a label. */
const serves = (workload: WorkloadNode, gateway: string, namespace: string): boolean =>
  workload.namespace === namespace && workload.labels['gateway.networking.k8s.io/gateway-name'] === gateway;
