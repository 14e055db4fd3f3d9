import type { JsonObject } from '#lib/core/json.ts';
import { fixOf } from '#lib/diagnosis/fix.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { createObject } from '#lib/edit/new-object.ts';
import type { Telemetry } from '#lib/istio/telemetry-types.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ControllerSpec } from '#lib/k8s/workload-types.ts';
import { accessLogging, type LogMode, outputProvider } from '#lib/mesh/access-logging.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { findObject, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { attachedTelemetry, gatewayNameOf, isWaypointLabelled } from '#lib/mesh/telemetry-in-force.ts';
import type { Workload } from '#lib/mesh/workloads.ts';

/**
 * What holds for requests that fail, in CEL over Envoy's attributes. What a line lacks is an error in CEL, and an error beside a true
 * one counts for nothing: the statuses hold for HTTP and gRPC, the flags for TCP too.
 */
export const failuresOnly = 'response.code >= 400 || response.flags != 0 || response.grpc_status != 0';

/**
 * The change that has the proxies of a workload log the requests that fail, and no other, of those that it logs nothing of in `mode`: a
 * Telemetry of its own, or the oldest that is attached to it already, which holds in every version of Istio (where several are attached,
 * those before 1.22 take the oldest alone). What is logged in the other mode stays as it is. Null where one that is attached says something
 * of access logs: whoever wrote it meant it; and where no provider writes to the proxy's output.
 */
export function logFailures(cluster: ClusterSnapshot, workload: Workload, mode: LogMode): ChangePlan | null {
  const config = meshConfigFor(cluster, workload.namespace);
  const provider = outputProvider(config);
  const attached = attachedTelemetry(cluster, workload, config.rootNamespace);
  if (provider === null || attached.some(({ spec }) => (spec?.accessLogging ?? []).length > 0)) return null;
  const entry = {
    ...(accessLogging(cluster, workload, otherOf[mode]).state === 'off' ? {} : { match: { mode } }),
    providers: [{ name: provider }],
    filter: { expression: failuresOnly },
  };
  const [oldest] = attached;
  return oldest === undefined ? ofItsOwn(cluster, workload, entry) : within(cluster, oldest, entry);
}

const otherOf: Readonly<Record<LogMode, LogMode>> = { CLIENT: 'SERVER', SERVER: 'CLIENT' };

function ofItsOwn(cluster: ClusterSnapshot, workload: Workload, entry: JsonObject): ChangePlan | null {
  const { namespace, name } = workload;
  const attached = attachment(cluster, workload);
  if (attached === null) return null;
  const at = {
    namespace,
    name: `log-failures-${name}`.slice(0, 63).replace(/[-.]+$/, ''),
    elseName: 'weft',
  };
  return { steps: [createObject(cluster, 'Telemetry', at, { ...attached, accessLogging: [entry] })] };
}

function within(cluster: ClusterSnapshot, telemetry: Telemetry, entry: JsonObject): ChangePlan | null {
  const snapshot = { version: 0, clusters: new Map([[cluster.id, cluster]]) };
  const steps = fixOf(snapshot, refOf(cluster, 'Telemetry', telemetry), (object) => {
    const spec = object.spec;
    if (typeof spec === 'object' && spec !== null && !Array.isArray(spec)) spec.accessLogging = [entry];
  });
  return steps === null ? null : { steps: [...steps] };
}

/** How a Telemetry finds the workload's proxies: a waypoint by its name, as no selector reaches it. */
function attachment(cluster: ClusterSnapshot, { object, labels }: Workload): JsonObject | null {
  const gateway = gatewayNameOf(labels);
  if (gateway !== undefined && isWaypointLabelled(labels))
    return { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }] };
  const snapshot = { version: 0, clusters: new Map([[cluster.id, cluster]]) };
  const selector = selectorOf(object === null ? null : findObject(snapshot, object), labels);
  return selector === null ? null : { selector: { matchLabels: selector } };
}

/** What the controller itself selects its pods by; for a pod without one, the labels by which workloads are usually told apart. */
function selectorOf(
  controller: KubeObject | null,
  labels: Readonly<Record<string, string>>,
): Record<string, string> | null {
  // A kind of controller, by whose spec its pods were found.
  const own = (controller?.spec as ControllerSpec | undefined)?.selector?.matchLabels ?? {};
  if (Object.keys(own).length > 0) return { ...own };
  const found = ['app', 'app.kubernetes.io/name', 'version'].flatMap((key) =>
    labels[key] === undefined ? [] : [[key, labels[key]] as const],
  );
  return found.length === 0 ? null : Object.fromEntries(found);
}
