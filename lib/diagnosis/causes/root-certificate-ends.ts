import { formatSpan } from '#lib/format/duration.ts';
import type { Evidence } from '../cause.ts';
import { checked, decisive } from '../check.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

/** Root certificates are renewed long before. */
const month = 30 * 86_400;

/** The root certificate ends soon, or has ended: with it all mutual TLS does. */
export function rootCertificateEnds({ rootExpiry }: ControlPlaneTelemetry): Evidence | null {
  if (rootExpiry === null || rootExpiry > month) return null;
  const ended = rootExpiry <= 0;
  const query = 'min(citadel_server_root_cert_expiry_timestamp) - time()';
  return {
    checks: [
      decisive(
        checked(
          true,
          {
            yes: ended
              ? 'The root certificate has ended'
              : `The root certificate ends in ${formatSpan(rootExpiry)}`,
            no: '',
          },
          { promql: query },
        ),
      ),
    ],
    culprit: null,
    args: { when: ended ? 'has ended' : `ends in ${formatSpan(rootExpiry)}` },
    explains: 0,
    fix: null,
  };
}
