import { formatCount } from '#lib/format/number.ts';
import {
  effectiveAuthorization,
  effectiveRequestAuthentications,
} from '#lib/mesh/effective-authorization.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { verdictOn } from '../known-caller.ts';
import { countOf, outcomeText, withoutFlags } from '../rows.ts';
import { codeQuery } from '../shown-by.ts';

/** The application refuses requests itself: 401, 403, 404 or 429 without a flag, and no policy in sight that would. */
export const applicationRefuses: Cause = {
  code: 'application-refuses',
  look(situation) {
    const { atCallee, atCaller, sides, callees, calleeCluster, target, telemetry } = situation;
    const rows = withoutFlags(sides.callee === null ? atCaller : atCallee).filter(
      ({ code, grpcStatus }) => /^4(?!00|08)\d\d$/.test(code) || grpcStatus === '7' || grpcStatus === '16',
    );
    const [first] = rows.toSorted((a, b) => b.count - a.count);
    const [callee] = callees;
    if (first === undefined || ['service', 'blackhole', 'unknown'].includes(target.kind)) return null;
    const count = countOf(rows);
    const tokens = first.code === '401' || first.grpcStatus === '16';
    const denial = first.code === '403' || first.grpcStatus === '7';
    const known = callee !== undefined && calleeCluster !== null;
    const policies = known ? effectiveAuthorization(calleeCluster, callee).policies.length : 0;
    const checksTokens = known && effectiveRequestAuthentications(calleeCluster, callee).length > 0;
    const verdict = verdictOn(situation);
    const counted = telemetry.rbacDenied;
    const byProxy = tokens
      ? checksTokens
      : denial && (verdict?.kind === 'denied' || ((policies > 0 || checksTokens) && counted !== 0));
    return {
      checks: [
        confirmed(`${formatCount(count)} requests are answered ${outcomeText(first)} without a flag`, {
          promql: codeQuery(situation, first.grpcStatus ?? first.code),
        }),
        decisive(
          checked(!byProxy, {
            yes:
              tokens || denial
                ? 'No policy of the callee’s proxy would answer so'
                : 'No proxy answers so without a flag',
            no: 'A policy of the callee’s proxy may answer so as well',
          }),
        ),
      ],
      culprit: callee?.object == null ? null : { object: callee.object, path: '' },
      args: { workload: target.name, outcome: outcomeText(first) },
      explains: count,
      fix: null,
    };
  },
};
