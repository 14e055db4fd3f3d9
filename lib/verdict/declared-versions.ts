import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { type ReachingRule, routes, rulesReaching, targetWorkloads } from '#lib/mesh/effective-routes.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { RouteCaller } from '#lib/mesh/route.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';

/** What the configuration says of a version. */
export interface DeclaredVersion {
  /** Of the rule that takes what no other takes, 0 to 1; null where none divides what it sends. */
  readonly declared: number | null;
  readonly pods: { readonly ready: number; readonly total: number };
  /** The destinations of routes that lead to it alone. */
  readonly targets: readonly VersionTarget[];
}

/** A destination of a route: `host` a full name. */
export interface VersionTarget {
  readonly host: string;
  readonly subset: string | null;
}

/** The versions of a service as they are declared, and the hosts whose requests are theirs. */
export interface DeclaredVersions {
  readonly hosts: readonly [string, ...string[]];
  readonly versions: ReadonlyMap<string, DeclaredVersion>;
}

/** Istio's own word for a version that no label names; where services stand for versions it is the service's name. */
const unnamed = 'latest';

/** What a version is called: of several hosts one without a name of its own is called by its service. */
export function versionName(version: string | null, host: string, hosts: readonly string[]): string {
  const name = version ?? unnamed;
  return hosts.length > 1 && name === unnamed ? (parseServiceFqdn(host)?.name ?? host) : name;
}

/**
 * The versions behind a service (`host` a full name), as callers in `namespace` reach it. Services of namespaces that are not
 * `readable` are left out.
 */
export function declaredVersions(
  cluster: ClusterSnapshot,
  host: string,
  namespace: string,
  readable: (namespace: string) => boolean = () => true,
): DeclaredVersions {
  const mesh: RouteCaller = { namespace, labels: null, gateways: null };
  const found = callersOf(cluster, host, mesh).flatMap((caller) =>
    rulesReaching(cluster, host, caller).map((reaching) => ({ reaching, caller })),
  );
  const rule = found.find(({ reaching }) => divides(reaching)) ?? null;
  const others = (rule?.reaching.rule.targets ?? [])
    .map((target) => target.host)
    .filter((other) => readable(parseServiceFqdn(other)?.namespace ?? namespace));
  const hosts: DeclaredVersions['hosts'] = [host, ...new Set(others.filter((other) => other !== host))];
  const versions = new Map<string, DeclaredVersion>();
  for (const each of hosts)
    for (const workload of workloadsBehind(cluster, each, namespace))
      add(versions, versionName(workload.version, each, hosts), { pods: workload.pods });
  for (const { reaching, caller } of found)
    for (const target of reaching.rule.targets.filter((one) => hosts.includes(one.host))) {
      const workloads = targetWorkloads(cluster, target, caller);
      const [name, ...more] = new Set(
        workloads.map(({ version }) => versionName(version, target.host, hosts)),
      );
      if (name === undefined || more.length > 0) continue;
      const declared = reaching === rule?.reaching ? target.declared : null;
      add(versions, name, { declared, targets: [{ host: target.host, subset: target.subset }] });
    }
  return { hosts, versions };
}

/** A rule that takes what no other takes, with more than one destination. */
const divides = ({ rule }: ReachingRule): boolean => rule.catchAll && rule.targets.length > 1;

/** The mesh's proxies, and each set of gateways by which a route reaches the host. */
function callersOf(cluster: ClusterSnapshot, host: string, mesh: RouteCaller): readonly RouteCaller[] {
  const gateways = routes(cluster)
    .filter(({ gateways: of }) => of.length > 0)
    .filter(({ rules }) => rules.some(({ targets }) => targets.some((target) => target.host === host)))
    .map((route) => ({ ...mesh, gateways: route.gateways }));
  return [mesh, ...gateways];
}

function workloadsBehind(cluster: ClusterSnapshot, host: string, namespace: string): readonly Workload[] {
  const resolved = resolveHost(cluster, host, namespace);
  return resolved?.kind === 'service'
    ? selectWorkloads(cluster, resolved.namespace, resolved.service.spec?.selector)
    : [];
}

const nothing: DeclaredVersion = { declared: null, pods: { ready: 0, total: 0 }, targets: [] };

/** Several workloads, and several destinations of a rule, may be of one version. */
function add(
  versions: Map<string, DeclaredVersion>,
  name: string,
  { declared = null, pods = nothing.pods, targets = [] }: Partial<DeclaredVersion>,
): void {
  const known = versions.get(name) ?? nothing;
  const isNew = (one: VersionTarget) =>
    !known.targets.some(({ host, subset }) => host === one.host && subset === one.subset);
  versions.set(name, {
    declared: declared === null ? known.declared : declared + (known.declared ?? 0),
    pods: { ready: pods.ready + known.pods.ready, total: pods.total + known.pods.total },
    targets: [...known.targets, ...targets.filter(isNew)],
  });
}
