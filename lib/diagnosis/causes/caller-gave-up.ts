import { formatCount } from '#lib/format/number.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { countOf, rateOf, withFlag, withoutFlags } from '../rows.ts';
import { flagQuery } from '../shown-by.ts';

/** The caller's own application hangs up before the answer is there (DC, DR; gRPC 1 and 4): its deadline is shorter than the callee. */
export const callerGaveUp: Cause = {
  code: 'caller-gave-up',
  look(situation) {
    const { atCaller, atCallee, sides, source, target, symptom } = situation;
    if (symptom.kind !== 'errors') return null;
    const rows = sides.caller === null ? atCallee : atCaller;
    const hungUp = withFlag(rows, ['DC', 'DR']);
    const grpc = withoutFlags(rows).filter(({ grpcStatus }) => grpcStatus === '1' || grpcStatus === '4');
    const count = countOf(hungUp) + countOf(grpc);
    if (count === 0) return null;
    const byProxy = countOf(withFlag(atCaller, ['UT', 'UMSDR', 'SI']));
    return {
      checks: [
        confirmed(
          hungUp.length > 0
            ? `${formatCount(count)} requests are broken off by the caller (${hungUp[0]?.flags.join(' ')})`
            : `${formatCount(count)} calls end by the caller’s deadline (gRPC ${grpc[0]?.grpcStatus})`,
          { promql: flagQuery(situation, ['DC', 'DR']) },
        ),
        decisive(
          checked(byProxy < 0.5 * count, {
            yes: 'No timeout of a route did it',
            no: 'The caller’s proxy gave up by a timeout of its route',
          }),
        ),
      ],
      culprit: null,
      args: { caller: source.name, callee: target.name, rate: String(rateOf(hungUp)) },
      explains: count,
      fix: null,
    };
  },
};
