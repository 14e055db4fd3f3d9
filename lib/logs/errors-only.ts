import { fixOf } from '#lib/diagnosis/fix.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { createObject } from '#lib/edit/new-object.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { ControllerSpec } from '#lib/k8s/workload-types.ts';
import { findObject, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';

/**
 * What holds for requests that fail, in CEL over Envoy's attributes. What a line lacks is an error in CEL, and an error beside a true
 * one counts for nothing: the statuses hold for HTTP and gRPC, the flags for TCP too.
 */
export const failuresOnly = 'response.code >= 400 || response.flags != 0 || response.grpc_status != 0';

const entry = { providers: [{ name: 'envoy' }], filter: { expression: failuresOnly } };

/**
 * The change that has the proxies of a workload log the requests that fail, and no other: a Telemetry that selects it, or the one that
 * does already. Null where that one says something of access logs: whoever wrote it meant it.
 */
export function logFailures(cluster: ClusterSnapshot, workload: Workload): ChangePlan | null {
  const { namespace, labels, name } = workload;
  const snapshot = { version: 0, clusters: new Map([[cluster.id, cluster]]) };
  const controller = workload.object === null ? null : findObject(snapshot, workload.object);
  const selector = selectorOf(controller, labels);
  if (selector === null) return null;
  const own = [...objects(cluster, 'Telemetry', namespace)].filter(({ spec }) => {
    const wanted = spec?.selector?.matchLabels ?? {};
    return Object.keys(wanted).length > 0 && matchesLabels(wanted, labels);
  });
  const [first, ...more] = own;
  if (first === undefined) {
    const at = {
      namespace,
      name: `log-failures-${name}`.slice(0, 63).replace(/[-.]+$/, ''),
      elseName: 'weft',
    };
    return {
      steps: [
        createObject(cluster, 'Telemetry', at, {
          selector: { matchLabels: selector },
          accessLogging: [entry],
        }),
      ],
    };
  }
  if (more.length > 0 || (first.spec?.accessLogging ?? []).length > 0) return null;
  const steps = fixOf(snapshot, refOf(cluster, 'Telemetry', first), (object) => {
    const spec = object.spec;
    if (typeof spec === 'object' && spec !== null && !Array.isArray(spec)) spec.accessLogging = [entry];
  });
  return steps === null ? null : { steps: [...steps] };
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
