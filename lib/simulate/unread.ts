import type { KindName } from '#lib/k8s/kinds.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { PolicySubject } from '#lib/mesh/policy-scope.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Stage, type Step, stepOf } from './simulation.ts';

/** EnvoyFilters and WasmPlugins that change the proxies of a workload: what they do is not simulated. */
export function patchesOf(
  cluster: ClusterSnapshot,
  subject: PolicySubject,
  who: string,
  stage: Stage,
): readonly Step[] {
  const { rootNamespace } = meshConfigOf(cluster);
  const namespaces = [...new Set([subject.namespace, rootNamespace])];
  const step = (kind: 'EnvoyFilter' | 'WasmPlugin', object: Step['object']) =>
    stepOf(stage, 'unknown', 'caller-patched', { args: { kind, who }, object });
  const filters = namespaces.flatMap((namespace) =>
    [...objects(cluster, 'EnvoyFilter', namespace)]
      .filter(({ spec }) => matchesLabels(spec?.workloadSelector?.labels ?? {}, subject.labels))
      .map((object) => step('EnvoyFilter', refOf(cluster, 'EnvoyFilter', object))),
  );
  const plugins = namespaces.flatMap((namespace) =>
    [...objects(cluster, 'WasmPlugin', namespace)]
      .filter(({ spec }) => matchesLabels(spec?.selector?.matchLabels ?? {}, subject.labels))
      .map((object) => step('WasmPlugin', refOf(cluster, 'WasmPlugin', object))),
  );
  return [...filters, ...plugins];
}

const deciding: readonly (readonly [KindName, Stage])[] = [
  ['Sidecar', 'caller'],
  ['Service', 'host'],
  ['ServiceEntry', 'host'],
  ['Gateway', 'route'],
  ['VirtualService', 'route'],
  ['HTTPRoute', 'route'],
  ['GRPCRoute', 'route'],
  ['DestinationRule', 'destination'],
  ['Pod', 'destination'],
  ['NetworkPolicy', 'wire'],
  ['PeerAuthentication', 'wire'],
  ['RequestAuthentication', 'access'],
  ['AuthorizationPolicy', 'access'],
];

/** Kinds that would decide and of which nothing is known here, because they may not be listed or have not been yet. */
export const unreadKinds = (cluster: ClusterSnapshot): readonly Step[] =>
  deciding
    .filter(([kind]) => ['forbidden', 'loading'].includes(cluster.states.get(kind)?.phase ?? ''))
    .map(([kind, stage]) => stepOf(stage, 'unknown', 'kind-unread', { args: { kind } }));
