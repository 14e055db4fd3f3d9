import type { JsonObject } from '#lib/core/json.ts';
import { type Barring, policiesBarring } from '#lib/mesh/network-policies.ts';
import type { Cause } from '../cause.ts';
import { confirmed, decisive } from '../check.ts';
import { fixOf, placeAt } from '../fix.ts';
import { flaggedAtCaller, silence } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** The network drops the packets: a NetworkPolicy admits the caller to none of the pods meant (UF after the connect timeout, or UT). */
export const networkBarred: Cause = {
  code: 'network-barred',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF', 'UT', 'CONNECT']);
    const barring = barringOf(situation);
    if (seen === null || barring === null) return null;
    const { object, path } = barring;
    const outward = path === 'spec.egress';
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(
            outward
              ? `The NetworkPolicy lets ${situation.source.name} send to nobody outside of what it lists`
              : situation.edge.reports.ztunnel === null
                ? `The NetworkPolicy admits ${situation.source.name} to no pod of ${situation.target.name}`
                : `The NetworkPolicy lets ${situation.source.name} not through port 15008 of ${situation.target.name}, by which ambient travels`,
            { object, path, command: showObject(object) },
          ),
        ),
        decisive(silence(situation, seen.count)),
      ],
      culprit: { object, path },
      args: { policy: object.name, caller: situation.source.name, callee: situation.target.name },
      explains: seen.count,
      fix: barring.tunnelled && !outward ? fixOf(situation.snapshot, object, opened) : null,
    };
  },
};

/** What travels within ambient does so through this port. */
const hbonePort = 15_008;

/** The policy that bars the caller from every workload meant; null where some are open. */
function barringOf({
  caller,
  callees,
  callerCluster,
  target,
}: Situation): (Barring & { readonly tunnelled: boolean }) | null {
  if (caller === null || callerCluster === null) return null;
  const meant = callees.length === 0 ? (target.kind === 'external' ? [null] : []) : callees;
  const tunnelled = caller.proxy === 'ambient' && meant.every((callee) => callee?.proxy === 'ambient');
  const all = meant.map((callee) =>
    policiesBarring(callerCluster, caller, callee, tunnelled ? hbonePort : null),
  );
  const [first, ...others] = all;
  const found = first?.find(({ path }) =>
    others.every((barring) => barring.some((other) => other.path === path)),
  );
  return found === undefined ? null : { ...found, tunnelled };
}

/** Whom a rule lets in by some port it lets in by that of ambient too. */
function opened(policy: JsonObject): void {
  const rules = placeAt(policy, 'spec.ingress')?.parent.ingress;
  for (const rule of Array.isArray(rules) ? rules : []) {
    const { ports } = Object(rule);
    if (Array.isArray(ports) && ports.length > 0) ports.push({ port: hbonePort, protocol: 'TCP' });
  }
}
