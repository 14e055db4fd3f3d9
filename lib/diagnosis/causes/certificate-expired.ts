import { formatSpan } from '#lib/format/duration.ts';
import type { Cause } from '../cause.ts';
import { checked, decisive } from '../check.ts';
import { flaggedAtCaller, silence } from '../seen.ts';
import { showPods } from '../shown-by.ts';

/** A workload certificate of the callee was not renewed and has ended: handshakes with it fail (UF, UC). */
export const certificateExpired: Cause = {
  code: 'certificate-expired',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF', 'UC']);
    const [callee] = situation.callees;
    const { certExpiry } = situation.telemetry;
    if (seen === null || callee === undefined) return null;
    return {
      checks: [
        seen.check,
        decisive(
          checked(
            certExpiry === null ? null : certExpiry <= 0,
            {
              yes: `A certificate of ${callee.name} ended ${formatSpan(-(certExpiry ?? 0))} ago`,
              no: `The certificates of ${callee.name} are good for ${formatSpan(certExpiry)} at least`,
              unknown: `How long the certificates of ${callee.name} are good for is not told`,
            },
            {
              promql: `min(istio_agent_cert_expiry_seconds{namespace="${callee.namespace}"})`,
              command: showPods(callee),
            },
          ),
        ),
        silence(situation, seen.count),
      ],
      culprit: callee.object === null ? null : { object: callee.object, path: '' },
      args: { workload: callee.name },
      explains: seen.count,
      fix: null,
    };
  },
};
