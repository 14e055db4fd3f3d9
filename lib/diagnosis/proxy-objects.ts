import type { ObjectRef } from '#lib/core/object-ref.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { Situation } from './situation.ts';

/** An object that changes what a proxy does, and the field by which it does. */
export interface ProxyObject {
  readonly object: ObjectRef;
  readonly path: string;
}

type Finder = (cluster: ClusterSnapshot, workload: Workload) => readonly ProxyObject[];

/** Its own namespace, then the root namespace, whose objects reach all. */
const namespacesOf = (cluster: ClusterSnapshot, { namespace }: Workload): readonly string[] => [
  ...new Set([namespace, meshConfigOf(cluster).rootNamespace]),
];

/** EnvoyFilters with a patch that speaks of one of some words, as Envoy names what they patch; of all where none are given. */
export const filtersThatSay =
  (...words: readonly string[]): Finder =>
  (cluster, workload) =>
    namespacesOf(cluster, workload).flatMap((namespace) =>
      [...objects(cluster, 'EnvoyFilter', namespace)]
        .filter(({ spec }) => matchesLabels(spec?.workloadSelector?.labels ?? {}, workload.labels))
        .flatMap((filter): readonly ProxyObject[] => {
          const patches = filter.spec?.configPatches ?? [];
          const at = patches.findIndex((patch) => says(patch, words));
          if (words.length > 0 && at < 0) return [];
          const path = at < 0 ? '' : `spec.configPatches[${at}].patch.value`;
          return [{ object: refOf(cluster, 'EnvoyFilter', filter), path }];
        }),
    );

function says(patch: unknown, words: readonly string[]): boolean {
  const text = JSON.stringify(patch) ?? '';
  return words.some((word) => text.includes(word));
}

/** WasmPlugins of the proxies of a workload that do not let requests pass where their module does not come. */
export const pluginsThatFailClosed: Finder = (cluster, workload) =>
  namespacesOf(cluster, workload).flatMap((namespace) =>
    [...objects(cluster, 'WasmPlugin', namespace)]
      .filter(
        ({ spec }) =>
          matchesLabels(spec?.selector?.matchLabels ?? {}, workload.labels) &&
          Reflect.get(spec ?? {}, 'failStrategy') !== 'FAIL_OPEN',
      )
      .map((plugin) => ({ object: refOf(cluster, 'WasmPlugin', plugin), path: 'spec.url' })),
  );

/** CUSTOM policies of the namespace of a workload. */
export const customPolicies: Finder = (cluster, workload) =>
  namespacesOf(cluster, workload).flatMap((namespace) =>
    [...objects(cluster, 'AuthorizationPolicy', namespace)]
      .filter(({ spec }) => spec?.action === 'CUSTOM')
      .map((policy) => ({ object: refOf(cluster, 'AuthorizationPolicy', policy), path: 'spec.provider' })),
  );

/** What a finder finds at the proxies of the two ends of an edge: those of the end that tells first. */
export function actingOn(
  situation: Situation,
  find: Finder,
  first: 'caller' | 'callee',
): readonly ProxyObject[] {
  const { caller, callees, callerCluster, calleeCluster } = situation;
  const ofCaller = caller === null || callerCluster === null ? [] : find(callerCluster, caller);
  const ofCallees = calleeCluster === null ? [] : callees.flatMap((callee) => find(calleeCluster, callee));
  const all = first === 'caller' ? [...ofCaller, ...ofCallees] : [...ofCallees, ...ofCaller];
  return [...new Map(all.map((each) => [`${each.object.namespace}/${each.object.name}`, each])).values()];
}
