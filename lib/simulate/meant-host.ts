import { serviceFqdn } from '#lib/istio/hosts.ts';
import { inBlock, isAddress } from '#lib/k8s/ip-block.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { searchNames } from './proxy-view.ts';
import { type Step, stepOf } from './simulation.ts';

/** What a host comes to before a proxy looks at it. */
export interface MeantHost {
  readonly host: string;
  /** What it was found by; empty where it is meant as it is written. */
  readonly steps: readonly Step[];
  /** Whether anybody could be called so. */
  readonly callable: boolean;
}

/** One `ExternalName` may name another, a few times. */
const mostAliases = 4;

/**
 * A host as a program in a namespace means it. The address of a Service, or one that a ServiceEntry holds, stands for its host: proxies
 * know both (istio.io, ServiceEntry `addresses`). An `ExternalName` is an alias that DNS answers with another name, which is what
 * proxies are asked for (Istio 1.21, ENABLE_EXTERNAL_NAME_ALIAS).
 */
export function meantHost(cluster: ClusterSnapshot, written: string, namespace: string): MeantHost {
  if (isAddress(written)) return byAddress(cluster, written);
  const steps: Step[] = [];
  let host = written;
  for (let i = 0; i < mostAliases; i++) {
    const alias = aliasAt(cluster, host, namespace);
    if (alias === null) break;
    const to = (alias.spec?.externalName ?? '').toLowerCase().replace(/\.$/, '');
    const object = refOf(cluster, 'Service', alias);
    steps.push(
      stepOf('host', 'decides', 'host-alias', { args: { host, to }, object, path: 'spec.externalName' }),
    );
    host = to;
  }
  return { host, steps, callable: isName(host) || isAddress(host) };
}

/** Underscores are no part of host names, and yet DNS knows such. */
const isName = (host: string): boolean =>
  /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(host) && !host.includes('..');

function aliasAt(cluster: ClusterSnapshot, host: string, namespace: string): Service | null {
  for (const name of searchNames(host, namespace)) {
    const [service = '', own = '', ...rest] = name.split('.');
    if (rest.join('.') !== 'svc.cluster.local') continue;
    const found = objectAt(cluster, 'Service', own, service);
    if (found !== null) return found.spec?.type === 'ExternalName' ? found : null;
  }
  return null;
}

const byClusterIp: (cluster: ClusterSnapshot) => ReadonlyMap<string, Service> = derive(
  ['Service'],
  (cluster) =>
    new Map(
      [...objects(cluster, 'Service')].flatMap((service) =>
        [service.spec?.clusterIP, ...(service.spec?.clusterIPs ?? [])]
          .filter((address) => address !== undefined && isAddress(address))
          .map((address) => [address ?? '', service] as const),
      ),
    ),
);

function byAddress(cluster: ClusterSnapshot, address: string): MeantHost {
  const service = byClusterIp(cluster).get(address);
  if (service !== undefined) {
    const { name, namespace = '' } = service.metadata;
    const object = refOf(cluster, 'Service', service);
    return found(address, serviceFqdn(name, namespace), object, 'spec.clusterIP');
  }
  for (const entry of objects(cluster, 'ServiceEntry')) {
    const at = (entry.spec?.addresses ?? []).findIndex((block) => inBlock(block, address) === true);
    const host = entry.spec?.hosts?.find((each) => !each.startsWith('*'));
    if (at >= 0 && host !== undefined)
      return found(address, host, refOf(cluster, 'ServiceEntry', entry), `spec.addresses[${at}]`);
  }
  return { host: address, steps: [], callable: true };
}

const found = (address: string, host: string, object: Step['object'], path: string): MeantHost => ({
  host,
  steps: [stepOf('host', 'decides', 'host-address', { args: { address, host }, object, path })],
  callable: true,
});
