import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { rulesReaching } from '#lib/mesh/effective-routes.ts';
import { isNeverTaken, type RouteCaller } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { RouteRule } from './route-rule.ts';

/**
 * Ids of the rules of a route, this one among them, whose traffic cannot be told apart: telemetry names who sent and where it
 * arrived, not by which rule. They are mixed where a caller may take several to the same hosts, of another route too: then this
 * one stands alone in the list. Empty where every caller takes this rule alone.
 */
export function mixedRules(
  cluster: ClusterSnapshot,
  ref: ObjectRef,
  rule: RouteRule,
  rules: readonly RouteRule[],
  callers: readonly RouteCaller[],
): readonly string[] {
  const hosts = [...new Set(rule.destinations.map(({ fullHost }) => fullHost))];
  const mixed = new Set<string>();
  for (const caller of callers) {
    const reaching = new Map<string, string | null>();
    for (const host of hosts) {
      for (const { route, rule: other } of rulesReaching(cluster, host, caller)) {
        if (isLayer7(other.protocol) !== isLayer7(rule.protocol) || isNeverTaken(route, other)) continue;
        const own = objectKey(route.object) === objectKey(ref);
        const known = own ? rules.find((one) => isSame(one, other)) : undefined;
        reaching.set(`${objectKey(route.object)} ${other.path}`, known?.id ?? null);
      }
    }
    const ids = [...reaching.values()];
    if (ids.length > 1 && ids.includes(rule.id)) for (const id of ids) if (id !== null) mixed.add(id);
  }
  return rules.map(({ id }) => id).filter((id) => mixed.has(id));
}

const isLayer7 = (protocol: string): boolean => protocol === 'http' || protocol === 'grpc';

/** Both count rules by their place in the list of their protocol. */
const isSame = (
  a: Pick<RouteRule, 'protocol' | 'index'>,
  b: { readonly protocol: string; readonly index: number },
): boolean => a.protocol === b.protocol && a.index === b.index;
