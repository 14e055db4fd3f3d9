import { Exposition, expositionType } from '#demo/prometheus/exposition.ts';
import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { PodMetrics } from '#demo/traffic/emit/pod-metrics.ts';
import type { KnownCluster } from './clusters.ts';
import { proxySeries } from './proxy-series.ts';

export interface AdminAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface AdminSubject {
  readonly pod: PodNode;
  readonly metrics: PodMetrics;
  readonly clusters: readonly KnownCluster[];
  readonly version: string;
  readonly uptimeSeconds: number;
}

/**
 * What a proxy's own endpoints answer: 15000 is Envoy's administration (`/stats`, `/stats/prometheus`, `/clusters`,
 * `/server_info`, `/config_dump`, `/ready`), 15020 the agent's merged metrics. Other paths are 404, other ports null.
 */
export function adminAnswer(subject: AdminSubject, port: number, path: string): AdminAnswer | null {
  const [bare = '', query = ''] = path.split('?');
  if (port === 15020) {
    if (bare === '/stats/prometheus' || bare === '/metrics') return prometheus(subject);
    return bare === '/healthz/ready' ? plain('') : missing;
  }
  if (port !== 15000) return null;
  switch (bare) {
    case '/stats':
      return query.includes('format=prometheus') ? prometheus(subject) : plain(stats(subject));
    case '/stats/prometheus':
      return prometheus(subject);
    case '/clusters':
      return query.includes('format=json') ? json(clustersJson(subject)) : plain(clustersText(subject));
    case '/server_info':
      return json(serverInfo(subject));
    case '/config_dump':
      return json(configDump(subject));
    case '/ready':
      return plain(subject.pod.ready ? 'LIVE\n' : 'PRE_INITIALIZING\n', subject.pod.ready ? 200 : 503);
    default:
      return missing;
  }
}

const plain = (body: string, status = 200): AdminAnswer => ({
  status,
  contentType: 'text/plain; charset=UTF-8',
  body,
});

const missing = plain(
  'invalid path. admin commands are: /clusters /config_dump /ready /server_info /stats\n',
  404,
);

const json = (value: unknown): AdminAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: `${JSON.stringify(value, null, 1)}\n`,
});

const prometheus = ({ metrics }: AdminSubject): AdminAnswer => ({
  status: 200,
  contentType: expositionType,
  body: Buffer.concat(new Exposition(proxySeries(metrics)).pieces()).toString(),
});

function stats({ metrics, clusters, uptimeSeconds, pod }: AdminSubject): string {
  const lines = [
    `cluster_manager.active_clusters: ${clusters.length}`,
    `server.live: ${pod.ready ? 1 : 0}`,
    `server.uptime: ${Math.floor(uptimeSeconds)}`,
  ];
  for (const { name, hosts } of clusters) {
    lines.push(`cluster.${name}.membership_total: ${hosts.length}`);
    lines.push(`cluster.${name}.membership_healthy: ${hosts.filter((host) => !host.ejected).length}`);
    lines.push(
      `cluster.${name}.outlier_detection.ejections_active: ${hosts.filter((h) => h.ejected).length}`,
    );
  }
  for (const series of metrics.series) {
    const inbound = /^envoy_http_inbound_0_0_0_0_(\d+)_rbac$/.exec(series.name)?.[1];
    if (inbound === undefined) continue;
    lines.push(
      `http.inbound_0.0.0.0_${inbound};.rbac.${series.labels.authz_enforce_result}: ${series.value}`,
    );
  }
  return `${lines.sort().join('\n')}\n`;
}

const clustersText = ({ clusters }: AdminSubject): string =>
  clusters
    .flatMap(({ name, hosts }) => [
      `${name}::observability_name::${name}`,
      ...hosts.map(
        ({ address, ejected }) =>
          `${name}::${address}::health_flags::${ejected ? '/failed_outlier_check' : 'healthy'}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');

const clustersJson = ({ clusters }: AdminSubject) => ({
  cluster_statuses: clusters.map(({ name, hosts }) => ({
    name,
    host_statuses: hosts.map(({ address, ejected }) => ({
      address: { socket_address: socketAddress(address) },
      health_status: ejected ? { failed_outlier_check: true } : { eds_health_status: 'HEALTHY' },
    })),
  })),
});

function socketAddress(address: string) {
  const colon = address.lastIndexOf(':');
  return { address: address.slice(0, colon), port_value: Number(address.slice(colon + 1)) };
}

const serverInfo = ({ pod, version, uptimeSeconds }: AdminSubject) => ({
  version: `${version}/Clean/RELEASE/BoringSSL`,
  state: pod.ready ? 'LIVE' : 'PRE_INITIALIZING',
  uptime_current_epoch: `${Math.floor(uptimeSeconds)}s`,
  node: nodeOf(pod, version),
});

const nodeOf = (pod: PodNode, version: string) => ({
  id: `${pod.workload.gateway ? 'router' : 'sidecar'}~${pod.ip}~${pod.name}.${pod.namespace}~${pod.namespace}.svc.cluster.local`,
  cluster: `${pod.workload.canonicalService}.${pod.namespace}`,
  metadata: {
    NAME: pod.name,
    NAMESPACE: pod.namespace,
    CLUSTER_ID: 'Kubernetes',
    ISTIO_VERSION: version,
    WORKLOAD_NAME: pod.workload.name,
    SERVICE_ACCOUNT: pod.workload.serviceAccount,
    LABELS: pod.labels,
  },
});

const configDump = ({ clusters, pod, version }: AdminSubject) => ({
  configs: [
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump',
      bootstrap: { node: nodeOf(pod, version) },
    },
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
      dynamic_active_clusters: clusters.map(({ name }) => ({
        cluster: { '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name, type: 'EDS' },
      })),
    },
  ],
});
