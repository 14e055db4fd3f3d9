import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { World } from '#demo/traffic/config/world.ts';
import { isControlPlane } from '#demo/traffic/emit/control-plane.ts';
import { type AdminAnswer, json, missing } from './answers.ts';
import { serial } from './certificates.ts';

/** What istiod's debug pages answer on 8080 and on its monitoring port: `/debug/syncz` of the proxies that it serves. */
export function istiodAnswer(
  world: World,
  istiod: PodNode,
  pushes: number,
  port: number,
  path: string,
): AdminAnswer | null {
  if ((port !== 8080 && port !== 15014) || !istiod.ready) return null;
  if (path.split('?')[0] !== '/debug/syncz') return missing;
  const istiods = world.pods.filter((pod) => isControlPlane(pod) && pod.ready);
  const served = world.pods
    .filter((pod) => pod.meshed && !isControlPlane(pod))
    .filter((_, i) => istiods[i % istiods.length] === istiod);
  return json(served.map((pod) => syncStatus(world, pod, pushes)));
}

/** A proxy that refuses its listeners has acknowledged those before. */
function syncStatus({ refusing }: World, pod: PodNode, pushes: number) {
  const nonce = (part: string, push = pushes) => uuid(serial(`${pod.key} ${part} ${push}`));
  const both = (part: string, acked = nonce(part)) => ({
    [`${part}_sent`]: nonce(part),
    [`${part}_acked`]: acked,
  });
  const refuses = refusing.has(pod.workload);
  return {
    cluster_id: 'Kubernetes',
    proxy: `${pod.name}.${pod.namespace}`,
    proxy_type: pod.workload.gateway ? 'router' : 'sidecar',
    istio_version: pod.istioVersion ?? 'unknown',
    ...both('cluster'),
    ...both('listener', refuses ? nonce('listener', pushes - 1) : undefined),
    ...both('route'),
    ...both('endpoint'),
  };
}

const uuid = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
