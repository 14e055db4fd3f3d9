import type { ProxyResponse } from '#lib/api/proxy-contract.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import { readSync, syncPath } from '#lib/envoy/sync-state.ts';
import { isActive, isReady } from '#lib/k8s/pod-ready.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ProxyAsker } from './ask-proxy.ts';

/** istiod's monitoring port serves its debug pages; older ones serve them on 8080, if only to who is in the pod. */
const ports = [15014, 8080];
/** Each istiod knows the proxies that are connected to it alone. */
const mostIstiods = 5;

/** What istiod knows of a pod's proxy: of several istiods the first that serves it tells. */
export async function askIstiod(
  asker: ProxyAsker,
  cluster: ClusterSnapshot,
  pod: Pod,
): Promise<ProxyResponse['sync']> {
  const istiods = [...objects(cluster, 'Pod')].filter(isIstiod).sort(ownRevisionFirst(pod));
  const named = { namespace: pod.metadata.namespace ?? '', name: pod.metadata.name };
  let failure: WeftError | null = null;
  for (const istiod of istiods.slice(0, mostIstiods)) {
    try {
      const sync = await firstPort(asker, cluster, istiod, named);
      if (sync !== null) return { ...sync, istiod: istiod.metadata.name };
    } catch (cause) {
      if (!isWeftError(cause)) throw cause;
      failure = cause;
    }
  }
  asker.lacks('sync', failure ?? (istiods.length === 0 ? noIstiod : nobodysProxy));
  return null;
}

async function firstPort(
  asker: ProxyAsker,
  cluster: ClusterSnapshot,
  istiod: Pod,
  named: { readonly namespace: string; readonly name: string },
) {
  const { namespace = '', name } = istiod.metadata;
  let failure: unknown = null;
  for (const port of ports) {
    try {
      return await asker.tried({
        what: 'sync',
        pod: { cluster: cluster.id, namespace, name, port },
        path: syncPath,
        read: (body) => readSync(body, named),
      });
    } catch (cause) {
      // Without the right to it another port is refused as well.
      if (!isWeftError(cause) || cause.code !== 'unavailable') throw cause;
      failure ??= cause;
    }
  }
  throw failure;
}

const isIstiod = (pod: Pod): boolean =>
  pod.metadata.labels?.app === 'istiod' && isActive(pod) && isReady(pod);

const revisionOf = ({ metadata: { annotations, labels } }: Pod): string =>
  annotations?.['sidecar.istio.io/status'] || labels?.['istio.io/rev'] || 'default';

function ownRevisionFirst(pod: Pod): (a: Pod, b: Pod) => number {
  const own = revisionOf(pod);
  return (a, b) => Number(revisionOf(b) === own) - Number(revisionOf(a) === own);
}

const noIstiod = new WeftError('not-found', 'No istiod that Weft can see is ready to be asked.', {
  cure: 'Where the control plane is elsewhere, or its namespace may not be read, ask `istioctl proxy-status`.',
});
const nobodysProxy = new WeftError('not-found', 'No istiod that was asked serves this proxy.', {
  cure: 'The proxy may be without a connection to istiod, or be served by one that was not asked.',
});
