import type { EnvoyPatch } from '#lib/istio/telemetry-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

/** Operations that Istio ignores where they are used, and relative ones whose order nothing decides (envoyfilter.EnvoyPatchAnalyzer). */
export const patchOperation: Rule = {
  name: 'envoy-filter/patch-operation',
  codes: ['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'],
  reads: ['EnvoyFilter'],
  *check(cluster) {
    // Names that an earlier patch has limited to a version of the proxy.
    const versioned = new Set<string>();
    for (const filter of objects(cluster, 'EnvoyFilter')) {
      const { configPatches = [], priority = 0 } = filter.spec ?? {};
      for (const [i, patch] of configPatches.entries()) {
        if (patch.patch === undefined) break;
        const name = nameOf(patch);
        const code = wrong(patch) ?? unordered(patch, priority, versioned.has(name));
        if (patch.match?.proxy?.proxyVersion) versioned.add(name);
        if (code === null) continue;
        const args = {
          operation: patch.patch.operation ?? '',
          applyTo: patch.applyTo ?? '',
          name: name || 'what it matches',
        };
        yield findingOf(
          { code, path: `spec.configPatches[${i}]`, args },
          refOf(cluster, 'EnvoyFilter', filter),
        );
      }
    }
  },
};

/** The name in the value of a patch, else that of the filter it matches. */
function nameOf({ patch, match }: EnvoyPatch): string {
  const own = patch?.value?.name;
  if (typeof own === 'string') return own;
  return patch?.value === undefined ? '' : (match?.listener?.filterChain?.filter?.name ?? '');
}

const routes = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);
const replaceable = new Set(['HTTP_FILTER', 'NETWORK_FILTER', 'VIRTUAL_HOST']);

function wrong({ patch, applyTo = '' }: EnvoyPatch): Remark['code'] | null {
  switch (patch?.operation) {
    case 'ADD':
      return routes.has(applyTo) ? 'IST0153' : null;
    case 'REMOVE':
      return routes.has(applyTo) ? 'IST0154' : null;
    case 'REPLACE':
      return replaceable.has(applyTo) ? null : 'IST0152';
    default:
      return null;
  }
}

const relative = new Set(['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER']);

function unordered({ patch }: EnvoyPatch, priority: number, versionedBefore: boolean): Remark['code'] | null {
  if (priority !== 0 || !relative.has(patch?.operation ?? '')) return null;
  return versionedBefore ? 'IST0155' : 'IST0151';
}
