import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { policyScope } from '#lib/mesh/policy-scope.ts';
import { findingOf } from '../../rule.ts';
import { someOf } from '../../some-of.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Arrival } from '../seen.ts';
import { countArgs, tally, workloadText } from '../tally.ts';

/** From this part of a caller's requests on it is no single caller with an old token. */
const many = 0.2;

/** Requests below which a part says little. */
const enough = 20;

/**
 * Callers that are answered 401 where a RequestAuthentication checks tokens: they carry none of an issuer that it accepts, or
 * the application refuses them. Which of the two is in no metric.
 */
export const tokensRefused: ObservedRule = {
  name: 'tokens-refused',
  codes: ['WEFT0233'],
  reads: ['RequestAuthentication', 'ConfigMap'],
  *check(cluster, { arrivals, graph }) {
    const refused = arrivals.flatMap((arrival) => caseOf(arrival) ?? []);
    const { rootNamespace } = meshConfigOf(cluster);
    for (const policy of refused.length === 0 ? [] : objects(cluster, 'RequestAuthentication')) {
      const issuers = (policy.spec?.jwtRules ?? []).flatMap(({ issuer }) => issuer ?? []);
      if (issuers.length === 0) continue;
      const object = refOf(cluster, 'RequestAuthentication', policy);
      const cases = refused
        .filter(({ arrival }) => policyScope(policy, arrival.callee, rootNamespace) !== null)
        .map((each) => ({ ...each, object, path: 'spec.jwtRules' }));
      for (const counted of tally(cases)) {
        const callee = workloadText(counted.first.arrival.callee);
        const args = { ...countArgs(counted, graph.window), issuers: someOf(issuers), callee };
        yield findingOf({ code: 'WEFT0233', path: counted.path, args }, object);
      }
    }
  },
};

function caseOf(arrival: Arrival) {
  const { edge, caller } = arrival;
  const total = edge.reports.destination?.count ?? 0;
  const hit = edge.responses
    .filter(({ reporter, code, grpcStatus, flags }) => {
      const unauthenticated = code === '401' || grpcStatus === '16';
      return reporter === 'destination' && flags.length === 0 && unauthenticated;
    })
    .reduce((sum, { count }) => sum + count, 0);
  if (total < enough || hit < many * total) return null;
  return { arrival, hit, total, caller: caller === null ? 'a caller without a proxy' : workloadText(caller) };
}
