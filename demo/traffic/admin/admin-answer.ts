import { Exposition, expositionType } from '#demo/prometheus/exposition.ts';
import type { PodNode } from '#demo/traffic/config/workloads.ts';
import { type AdminAnswer, json, missing, plain } from './answers.ts';
import { certificatesJson } from './certificates.ts';
import { clustersOf, type KnownCluster } from './clusters.ts';
import { proxySeries } from './proxy-series.ts';
import type { ProxySubject } from './proxy-subject.ts';
import { routesJson } from './routes.ts';

export interface AdminSubject extends ProxySubject {
  readonly version: string;
}

/**
 * What a proxy's own endpoints answer: 15000 is Envoy's administration (`/stats`, `/stats/prometheus`, `/clusters`,
 * `/certs`, `/server_info`, `/config_dump`, `/ready`), 15020 the agent's merged metrics. Other paths are 404, other ports null.
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
      return query.includes('format=json')
        ? json(clustersJson(clustersOf(subject)))
        : plain(clustersText(clustersOf(subject)));
    case '/certs':
      return json(certificatesJson(subject));
    case '/server_info':
      return json(serverInfo(subject));
    case '/config_dump':
      return configDump(subject, new URLSearchParams(query).get('resource'));
    case '/ready':
      return plain(subject.pod.ready ? 'LIVE\n' : 'PRE_INITIALIZING\n', subject.pod.ready ? 200 : 503);
    default:
      return missing;
  }
}

const prometheus = ({ metrics }: AdminSubject): AdminAnswer => ({
  status: 200,
  contentType: expositionType,
  body: Buffer.concat(new Exposition(proxySeries(metrics)).pieces()).toString(),
});

function stats(subject: AdminSubject): string {
  const { metrics, pod } = subject;
  const clusters = clustersOf(subject);
  const lines = [
    `cluster_manager.active_clusters: ${clusters.length}`,
    `server.live: ${pod.ready ? 1 : 0}`,
    `server.uptime: ${uptime(subject)}`,
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

const clustersText = (clusters: readonly KnownCluster[]): string =>
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

const unlimited = 4_294_967_295;

const clustersJson = (clusters: readonly KnownCluster[]) => ({
  cluster_statuses: clusters.map(({ name, hosts, pool }) => ({
    name,
    added_via_api: name.includes('|'),
    circuit_breakers: {
      thresholds: [
        {
          max_connections: limit(pool?.maxConnections),
          max_pending_requests: limit(pool?.maxPending),
          max_requests: limit(pool?.maxRequests),
          max_retries: unlimited,
          track_remaining: true,
        },
      ],
    },
    ...(hosts.length === 0 ? {} : { host_statuses: hosts.map(hostJson) }),
  })),
});

const limit = (value: number | undefined): number =>
  value === undefined || !Number.isFinite(value) ? unlimited : value;

const hostJson = ({ address, ejected, requests, errors }: KnownCluster['hosts'][number]) => ({
  address: /:\d+$/.test(address) ? { socket_address: socketAddress(address) } : { pipe: { path: address } },
  stats: [
    { name: 'rq_error', ...counted(errors) },
    { name: 'rq_success', ...counted(requests - errors) },
    { name: 'rq_timeout' },
    { name: 'rq_total', ...counted(requests) },
    { type: 'GAUGE', name: 'rq_active' },
  ],
  health_status: { ...(ejected ? { failed_outlier_check: true } : {}), eds_health_status: 'HEALTHY' },
  weight: 1,
  locality: {},
});

/** Protobuf's JSON leaves out what is nought. */
const counted = (value: number) => (value === 0 ? {} : { value: String(value) });

function socketAddress(address: string) {
  const colon = address.lastIndexOf(':');
  return { address: address.slice(0, colon), port_value: Number(address.slice(colon + 1)) };
}

const uptime = ({ nowMs, startMs }: AdminSubject): number => Math.floor((nowMs - startMs) / 1000);

const serverInfo = (subject: AdminSubject) => ({
  version: `demo/${subject.version}/Clean/RELEASE/BoringSSL`,
  state: subject.pod.ready ? 'LIVE' : 'PRE_INITIALIZING',
  uptime_current_epoch: `${uptime(subject)}s`,
  node: nodeOf(subject.pod, subject.version),
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

/** The whole dump holds neither secrets nor listeners; of a part asked for by `resource` the routes are there. */
function configDump(subject: AdminSubject, resource: string | null): AdminAnswer {
  if (resource === 'dynamic_route_configs') return json({ configs: routesJson(subject) });
  if (resource !== null) return plain(`${resource} not found in config dump`, 404);
  return json({
    configs: [
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump',
        bootstrap: { node: nodeOf(subject.pod, subject.version) },
      },
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
        dynamic_active_clusters: clustersOf(subject).map(({ name }) => ({
          cluster: { '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name, type: 'EDS' },
        })),
      },
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
        dynamic_route_configs: routesJson(subject),
      },
    ],
  });
}
