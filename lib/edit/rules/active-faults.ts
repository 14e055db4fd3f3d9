import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { effectsOf, type RuleEffects } from '#lib/mesh/rule-effects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { routeRule } from '../split/route-rules.ts';
import { faultUntil } from './fault-until.ts';

/** A fault that some request of the mesh may meet. */
export interface ActiveFault {
  readonly object: ObjectRef;
  /** Id of the rule: `http/0`. */
  readonly rule: string;
  /** In words, any of which is enough; empty where the rule takes everything. */
  readonly matches: readonly string[];
  /** Full names of the hosts whose requests it meets. */
  readonly hosts: readonly string[];
  readonly delay: RuleEffects['delay'];
  readonly abort: RuleEffects['abort'];
  /** When the object was last written: the fault is as old or older. Null where it does not tell. */
  readonly since: EpochSeconds | null;
  /** When somebody wanted to be reminded; null where nobody said. */
  readonly until: EpochSeconds | null;
}

/** All faults of the routes of a cluster that hit more than no request, the oldest first. A delegate's is told once. */
export function activeFaults(cluster: ClusterSnapshot): readonly ActiveFault[] {
  const found = new Map<string, ActiveFault>();
  for (const { object, rules, hosts } of routes(cluster)) {
    for (const rule of rules) {
      const effects = effectsOf(rule);
      const [delay, abort] = [active(effects.delay), active(effects.abort)];
      const id = `${rule.protocol}/${rule.index}`;
      const key = `${objectKey(object)} ${id}`;
      const known = found.get(key);
      if (delay === null && abort === null) continue;
      const all = [...new Set([...(known?.hosts ?? []), ...hosts])];
      found.set(key, { object, rule: id, delay, abort, hosts: all, ...written(cluster, object, id) });
    }
  }
  return [...found.values()].sort((a, b) => (a.since ?? 0) - (b.since ?? 0));
}

const active = <T extends { readonly percent: number }>(part: T | null): T | null =>
  part !== null && part.percent > 0 ? part : null;

function written(cluster: ClusterSnapshot, { namespace, name }: ObjectRef, id: string) {
  const service = objectAt(cluster, 'VirtualService', namespace ?? '', name);
  if (service === null) return { matches: [], since: null, until: null };
  const until = Date.parse(service.metadata.annotations?.[faultUntil] ?? '') / 1000;
  return {
    matches: routeRule(service, id)?.matches ?? [],
    since: changedAt(service.metadata),
    until: Number.isFinite(until) ? epochSeconds.parse(until) : null,
  };
}
