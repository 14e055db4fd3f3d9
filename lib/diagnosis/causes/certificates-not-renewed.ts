import { formatSpan } from '#lib/format/duration.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { Evidence } from '../cause.ts';
import { type Check, checked, decisive } from '../check.ts';
import { istiodOf } from '../istiod-of.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

/** A workload certificate that ends so soon, in seconds, was not renewed: agents do it at half of its life (istio.io, PKI). */
const soon = 1800;

/** Certificates are not renewed: istiod does not sign, or agents do not reach it. With them mutual TLS ends, pod by pod. */
export function certificatesNotRenewed(
  cluster: ClusterSnapshot,
  telemetry: ControlPlaneTelemetry,
): Evidence | null {
  const { firstExpiry, unsigned } = telemetry;
  const near = firstExpiry !== null && firstExpiry < soon;
  const refuses = unsigned !== null && unsigned > 0;
  if (!near && !refuses) return null;
  const istiod = istiodOf(cluster);
  return {
    checks: [notSigned(telemetry, istiod), hasEnded(telemetry)],
    culprit: istiod?.object == null ? null : { object: istiod.object, path: '' },
    args: {
      why: refuses
        ? 'istiod does not sign what proxies ask for'
        : 'a workload certificate was not renewed in time',
    },
    explains: 0,
    fix: null,
  };
}

function notSigned({ unsigned }: ControlPlaneTelemetry, istiod: Workload | undefined): Check {
  const refuses = unsigned !== null && unsigned > 0;
  return decisive(
    checked(
      // Where it refuses none, a certificate is near its end: agents may not have asked.
      refuses ? true : null,
      {
        yes: `istiod did not sign ${Math.round(unsigned ?? 0)} certificates that proxies asked for in this window`,
        no: '',
        unknown: 'istiod counts no certificate that it did not sign: agents may not reach it',
      },
      {
        promql:
          'sum by (__name__) (increase({__name__=~"citadel_server_(csr_parsing_err|csr_sign_err|id_extraction_err|authentication_failure)_count"}[5m]))',
        ...(istiod === undefined
          ? {}
          : { object: istiod.object, command: `kubectl -n ${istiod.namespace} logs deploy/${istiod.name}` }),
      },
    ),
  );
}

function hasEnded({ firstExpiry }: ControlPlaneTelemetry): Check {
  const near = firstExpiry !== null && firstExpiry < soon;
  return decisive(
    checked(
      firstExpiry !== null && firstExpiry <= 0 ? true : null,
      {
        yes: `A workload certificate ended ${formatSpan(-(firstExpiry ?? 0))} ago`,
        no: '',
        unknown: near
          ? `The first workload certificate ends in ${formatSpan(firstExpiry)}: agents renew at half of its life, unless it is that short`
          : 'No workload certificate has ended yet',
      },
      { promql: 'min(istio_agent_cert_expiry_seconds)' },
    ),
  );
}
