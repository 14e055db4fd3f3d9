import type { EpochSeconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { decimal } from '#lib/format/number.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import type { Evidence } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { showObject, showPods } from '../shown-by.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

/** A change reaches its proxies in less, in seconds, where istiod keeps up. */
const late = 10;
/** Root certificates are renewed long before. */
const month = 30 * 86_400;

/** Kinds of which a wrong one is refused by Envoy, not by istiod, by the part of the configuration that it comes in. */
const refusable: Readonly<Record<string, readonly KindName[]>> = {
  lds: ['EnvoyFilter', 'Gateway', 'AuthorizationPolicy', 'RequestAuthentication', 'WasmPlugin', 'Telemetry'],
  rds: ['EnvoyFilter', 'VirtualService', 'HTTPRoute', 'GRPCRoute'],
  cds: ['EnvoyFilter', 'DestinationRule', 'ServiceEntry'],
  ecds: ['WasmPlugin', 'TrafficExtension'],
};
const anyPart = Object.keys(refusable);

/** Proxies refuse what istiod sends: all that was changed since does not act on them. */
export function configurationRejected(
  cluster: ClusterSnapshot,
  { rejects, rejected }: ControlPlaneTelemetry,
  at: EpochSeconds,
): Evidence | null {
  if (rejects === null || rejects <= 0) return null;
  const known = rejected.filter((part) => refusable[part] !== undefined);
  const parts = known.length === 0 ? anyPart : known;
  const kindsOf = [...new Set(parts.flatMap((part) => refusable[part] ?? []))];
  const recent = kindsOf.flatMap((kind) =>
    [...objects(cluster, kind)].flatMap((object) => {
      const changed = changedAt(object.metadata);
      return changed !== null && changed <= at && at - changed < 3600
        ? [{ changed, object: refOf(cluster, kind, object), kind: kinds[kind].kind }]
        : [];
    }),
  );
  const [last] = recent.toSorted((a, b) => b.changed - a.changed);
  return {
    checks: [
      decisive(
        confirmed(
          `Proxies refused ${Math.round(rejects)} configurations of istiod in this window${known.length === 0 ? '' : ` (${known.join(', ')})`}`,
          {
            promql: 'sum by (type) (increase(pilot_total_xds_rejects[5m]))',
            command: 'istioctl proxy-status',
          },
        ),
      ),
      last === undefined
        ? unknown('No object that Envoy could refuse was changed in the last hour')
        : confirmed(
            `${last.kind} ${last.object.name} is what was changed last of those that Envoy can refuse`,
            {
              object: last.object,
              command: showObject(last.object),
            },
          ),
    ],
    culprit: last === undefined ? null : { object: last.object, path: '' },
    args: {
      rejects: String(Math.round(rejects)),
      object: last === undefined ? '' : `${last.kind} ${last.object.name}`,
    },
    explains: 0,
    fix: null,
  };
}

/** istiod takes long to bring changes to its proxies: they run on what was true before. */
export function configurationLate(
  cluster: ClusterSnapshot,
  { convergence }: ControlPlaneTelemetry,
): Evidence | null {
  if (convergence === null || convergence < late) return null;
  const istiod = istiodOf(cluster);
  const object = istiod?.object ?? null;
  return {
    checks: [
      decisive(
        confirmed(`A change takes ${decimal(convergence, 0)} s to reach its proxies (99th percentile)`, {
          promql: 'histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_convergence_time_bucket[5m])))',
          ...(istiod === undefined ? {} : { object, command: showPods(istiod) }),
        }),
      ),
      unknown('Its CPU beside its limit tells whether it is short of it', {
        promql: 'sum(rate(container_cpu_usage_seconds_total{container="discovery"}[5m]))',
      }),
    ],
    culprit: object === null ? null : { object, path: '' },
    args: { seconds: decimal(convergence, 0) },
    explains: 0,
    fix: null,
  };
}

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

/** A workload certificate that ends so soon, in seconds, was not renewed: agents do it at half of its life (istio.io, PKI). */
const soon = 1800;

/** Certificates are not renewed: istiod does not sign, or agents do not reach it. With them mutual TLS ends, pod by pod. */
export function certificatesNotRenewed(
  cluster: ClusterSnapshot,
  { firstExpiry, unsigned }: ControlPlaneTelemetry,
): Evidence | null {
  const ended = firstExpiry !== null && firstExpiry <= 0;
  const near = firstExpiry !== null && firstExpiry < soon;
  const refuses = unsigned !== null && unsigned > 0;
  if (!near && !refuses) return null;
  const istiod = istiodOf(cluster);
  const expiry = { promql: 'min(istio_agent_cert_expiry_seconds)' };
  const signing = {
    promql:
      'sum by (__name__) (increase({__name__=~"citadel_server_(csr_parsing_err|csr_sign_err|id_extraction_err|authentication_failure)_count"}[5m]))',
    ...(istiod === undefined
      ? {}
      : { object: istiod.object, command: `kubectl -n ${istiod.namespace} logs deploy/${istiod.name}` }),
  };
  return {
    checks: [
      decisive(
        checked(
          refuses ? true : near ? null : false,
          {
            yes: `istiod did not sign ${Math.round(unsigned ?? 0)} certificates that proxies asked for in this window`,
            no: '',
            unknown: 'istiod counts no certificate that it did not sign: agents may not reach it',
          },
          signing,
        ),
      ),
      decisive(
        checked(
          ended ? true : near ? null : refuses ? null : false,
          {
            yes: `A workload certificate ended ${formatSpan(-(firstExpiry ?? 0))} ago`,
            no: '',
            unknown: near
              ? `The first workload certificate ends in ${formatSpan(firstExpiry)}: agents renew at half of its life, unless it is that short`
              : `No workload certificate has ended yet`,
          },
          expiry,
        ),
      ),
    ],
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

const istiodOf = (cluster: ClusterSnapshot) =>
  [...workloads(cluster).values()].find(({ labels }) => labels.app === 'istiod');
