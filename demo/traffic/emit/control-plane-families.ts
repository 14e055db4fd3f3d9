import type { MetricFamily } from '#demo/traffic/metrics.ts';
import { bucketList } from './buckets.ts';

const family = (name: string, type: MetricFamily['type'], help: string): MetricFamily => ({
  name,
  type,
  help,
});

/** istiod's own metrics, with the help texts that istiod writes. */
export const controlPlane = {
  info: family('pilot_info', 'gauge', 'Pilot version and build information.'),
  build: family('istio_build', 'gauge', 'Istio component build info'),
  connections: family('pilot_xds', 'gauge', 'Number of endpoints connected to this pilot using XDS.'),
  pushes: family('pilot_xds_pushes', 'counter', 'Pilot build and send errors for lds, rds, cds and eds.'),
  triggers: family(
    'pilot_push_triggers',
    'counter',
    'Total number of times a push was triggered, labeled by reason for the push.',
  ),
  events: family('pilot_k8s_cfg_events', 'counter', 'Events from k8s config.'),
  inbound: family('pilot_inbound_updates', 'counter', 'Total number of updates received by pilot.'),
  rejects: family(
    'pilot_total_xds_rejects',
    'counter',
    'Total number of XDS responses from pilot rejected by proxy.',
  ),
  internalErrors: family(
    'pilot_total_xds_internal_errors',
    'counter',
    'Total number of internal XDS errors in pilot.',
  ),
  services: family('pilot_services', 'gauge', 'Total services known to pilot.'),
  virtualServices: family('pilot_virt_services', 'gauge', 'Total virtual services known to pilot.'),
  convergence: family(
    'pilot_proxy_convergence_time',
    'histogram',
    'Delay in seconds between config change and a proxy receiving all required configuration.',
  ),
  pushTime: family(
    'pilot_xds_push_time',
    'histogram',
    'Total time in seconds Pilot takes to push lds, rds, cds and eds.',
  ),
  rootExpiry: family(
    'citadel_server_root_cert_expiry_timestamp',
    'gauge',
    'The unix timestamp, in seconds, when the root cert will expire.',
  ),
  rootExpirySeconds: family(
    'citadel_server_root_cert_expiry_seconds',
    'gauge',
    'The time remaining, in seconds, before the root cert will expire.',
  ),
  csrs: family('citadel_server_csr_count', 'counter', 'The number of CSRs received by Citadel server.'),
  issued: family(
    'citadel_server_success_cert_issuance_count',
    'counter',
    'The number of certificates issuances that have succeeded.',
  ),
} as const;

/** Buckets, in seconds, of istiod's convergence and push time histograms. */
export const convergenceBuckets = bucketList([0.1, 0.5, 1, 3, 5, 10, 20, 30]);
export const pushTimeBuckets = bucketList([0.01, 0.1, 1, 3, 5, 10, 20, 30]);
