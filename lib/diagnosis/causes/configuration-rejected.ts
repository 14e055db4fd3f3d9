import type { EpochSeconds } from '#lib/core/units.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Evidence } from '../cause.ts';
import { confirmed, decisive, unknown } from '../check.ts';
import { showObject } from '../shown-by.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';

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
  const last = changedLast(cluster, [...new Set(parts.flatMap((part) => refusable[part] ?? []))], at);
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

/** The object of these kinds that was changed last, in the hour before. */
function changedLast(cluster: ClusterSnapshot, kindsOf: readonly KindName[], at: EpochSeconds) {
  const recent = kindsOf.flatMap((kind) =>
    [...objects(cluster, kind)].flatMap((object) => {
      const changed = changedAt(object.metadata);
      return changed !== null && changed <= at && at - changed < 3600
        ? [{ changed, object: refOf(cluster, kind, object), kind: kinds[kind].kind }]
        : [];
    }),
  );
  return recent.toSorted((a, b) => b.changed - a.changed)[0];
}
