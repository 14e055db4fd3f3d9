import { type ConfigView, objectsOf } from '#demo/traffic/config/view.ts';
import type { PodNode } from '#demo/traffic/config/workloads.ts';
import { clusterId } from '#lib/core/ids.ts';
import { type AccessLogging, accessLogging } from '#lib/mesh/access-logging.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';

/** Whether the proxy of a pod logs what it sends or takes. */
export type LogRule = (pod: PodNode, side: 'source' | 'destination', failed: boolean) => boolean;

const readKinds = ['ConfigMap', 'Namespace', 'Telemetry'] as const;

/** What proxies log by the mesh configuration and the Telemetry objects. Any filter stands for failures alone: no CEL is evaluated. */
export function logRule(view: ConfigView): LogRule {
  const objects = readKinds.flatMap((kind) => objectsOf(view, kind));
  const { cluster } = snapshotOfObjects(clusterId.parse('demo'), objects, '');
  const known = new Map<string, AccessLogging>();
  const loggingOf = (pod: PodNode, side: 'source' | 'destination'): AccessLogging => {
    const key = `${side} ${pod.key}`;
    const logging = known.get(key) ?? accessLogging(cluster, pod, side === 'source' ? 'CLIENT' : 'SERVER');
    known.set(key, logging);
    return logging;
  };
  return (pod, side, failed) => {
    const logging = loggingOf(pod, side);
    return logging.state === 'on' && (logging.filter === null || failed);
  };
}
