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
const late = 30;
/** Root certificates are renewed long before. */
const month = 30 * 86_400;

/** Kinds of which a wrong one is refused by Envoy, not by istiod. */
const refusable: readonly KindName[] = [
  'EnvoyFilter',
  'WasmPlugin',
  'VirtualService',
  'DestinationRule',
  'Gateway',
];

/** Proxies refuse what istiod sends: all that was changed since does not act on them. */
export function configurationRejected(
  cluster: ClusterSnapshot,
  { rejects }: ControlPlaneTelemetry,
  at: EpochSeconds,
): Evidence | null {
  if (rejects === null || rejects <= 0) return null;
  const recent = refusable.flatMap((kind) =>
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
        confirmed(`Proxies refused ${Math.round(rejects)} configurations of istiod in this window`, {
          promql: 'sum(increase(pilot_total_xds_rejects[5m]))',
          command: 'istioctl proxy-status',
        }),
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
  const istiod = [...workloads(cluster).values()].find(({ labels }) => labels.app === 'istiod');
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
