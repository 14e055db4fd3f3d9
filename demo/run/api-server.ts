import { type ClusterOptions, serveCluster } from '#demo/cluster/serve-cluster.ts';
import { createDiscovery } from '#demo/kube-client/discovery.ts';
import { createKubeClient } from '#demo/kube-client/kube-client.ts';
import { readKubeconfig } from '#demo/kube-client/kubeconfig.ts';
import type { Cluster } from '#demo/meshes/load.ts';
import type { DemoOptions } from '#demo/options.ts';
import { serveIstioWebhook } from '#demo/webhook/serve-webhook.ts';
import type { DemoClock } from './demo-clock.ts';

/** Where the embedded API gets what only a kubelet knows. */
export type PodSources = Pick<ClusterOptions, 'podLogs' | 'podAdmin'>;

export interface ApiServer {
  readonly cluster: Cluster;
  readonly kubeconfig: string;
  /** The context to use with it; null for the file's current one. */
  readonly context: string | null;
  close(): Promise<void>;
}

/** How long ago the embedded cluster was made: its nodes are older than any mesh. */
const clusterAgeMs = 365 * 24 * 3600 * 1000;

/** The API server of `--kubeconfig`, or an embedded one with Istio's webhook beside it. */
export async function openApiServer(
  options: DemoOptions,
  clock: DemoClock,
  pods: PodSources,
): Promise<ApiServer> {
  if (options.kubeconfig !== null) return connect(options.kubeconfig, options.context);
  const embedded = await serveCluster({ dir: options.dir, clock: clock.now, ...pods });
  const webhook = await serveIstioWebhook({ ca: embedded.ca });
  const server = connect(embedded.kubeconfigPath, null);
  clock.jumpTo(clock.now() - clusterAgeMs);
  await server.cluster.client.request(
    'POST',
    '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    { body: webhook.configuration, query: { fieldManager: 'pilot-discovery' } },
  );
  return {
    ...server,
    async close() {
      await server.close();
      await Promise.all([webhook.close(), embedded.close()]);
    },
  };
}

function connect(kubeconfig: string, context: string | null): ApiServer {
  const client = createKubeClient(readKubeconfig(kubeconfig, context ?? undefined));
  return {
    cluster: { client, discovery: createDiscovery(client) },
    kubeconfig,
    context,
    close: () => client.close(),
  };
}
