/** Answers in the shapes of real proxies of Istio 1.30 (Envoy 1.36), written by hand, with what must never be shown planted in them. */
export const secret = 'planted-secret-value';

const host = (address: string, health: object, stats: object[] = [], more: object = {}) => ({
  address: { socket_address: { address, port_value: 8080 } },
  stats,
  health_status: health,
  weight: 1,
  locality: { region: 'eu', zone: 'eu-a' },
  ...more,
});

export const clustersAnswer = JSON.stringify({
  cluster_statuses: [
    {
      name: 'outbound|8080||cart.shop.svc.cluster.local',
      added_via_api: true,
      circuit_breakers: {
        thresholds: [
          {
            max_connections: 4294967295,
            max_pending_requests: 16,
            max_requests: 100,
            max_retries: 4294967295,
            track_remaining: true,
          },
          { priority: 'HIGH', max_connections: 1024 },
        ],
      },
      observability_name: 'outbound|8080||cart.shop.svc.cluster.local;',
      eds_service_name: 'outbound|8080||cart.shop.svc.cluster.local',
      host_statuses: [
        host('10.0.0.1', { eds_health_status: 'HEALTHY' }, [
          { name: 'cx_active' },
          { name: 'rq_total', value: '1200' },
          { name: 'rq_error', value: '12' },
          { name: 'rq_timeout' },
          { type: 'GAUGE', name: 'rq_active', value: '2' },
        ]),
        host('10.0.0.2', { failed_outlier_check: true, eds_health_status: 'HEALTHY' }, [], { priority: 1 }),
        host('fd00::3', { failed_active_health_check: true, eds_health_status: 'DRAINING' }),
        {
          address: {
            envoy_internal_address: {
              server_listener_name: 'connect_originate',
              endpoint_id: '10.0.0.4:8080',
            },
          },
          health_status: {},
        },
      ],
    },
    { name: 'outbound|8080|v2|cart.shop.svc.cluster.local', added_via_api: true },
    { name: 'inbound|8080||', host_statuses: [host('10.0.0.9', { eds_health_status: 'HEALTHY' })] },
    {
      name: 'agent',
      host_statuses: [{ address: { pipe: { path: '/var/run/secrets/agent.sock' } }, health_status: {} }],
    },
    { name: 'BlackHoleCluster' },
  ],
});

export const certificatesAnswer = JSON.stringify({
  certificates: [
    {
      ca_cert: [
        {
          path: '<inline>',
          serial_number: 'ca01',
          subject_alt_names: [],
          days_until_expiration: '3649',
          valid_from: '2026-01-01T00:00:00Z',
          expiration_time: '2035-12-30T00:00:00Z',
        },
      ],
      cert_chain: [
        {
          path: '<inline>',
          private_key: secret,
          serial_number: 'ab12',
          subject_alt_names: [{ uri: 'spiffe://cluster.local/ns/shop/sa/cart' }],
          days_until_expiration: '0',
          valid_from: '2026-03-01T00:00:00Z',
          expiration_time: '2026-03-02T00:02:00Z',
        },
      ],
    },
    {
      ca_cert: [],
      cert_chain: [
        {
          serial_number: 'ab12',
          subject_alt_names: [{ uri: 'spiffe://cluster.local/ns/shop/sa/cart' }],
          valid_from: '2026-03-01T00:00:00Z',
          expiration_time: '2026-03-02T00:02:00Z',
        },
        { serial_number: 'odd', subject_alt_names: [{ dns: 'shop.example' }], expiration_time: 'soon' },
      ],
    },
  ],
});

export const serverAnswer = JSON.stringify({
  version: '6a3b1c/1.36.1-dev/Clean/RELEASE/BoringSSL',
  state: 'LIVE',
  hot_restart_version: 'disabled',
  command_line_options: { config_yaml: secret },
  node: { id: 'sidecar~10.0.0.9~front-1.shop~shop.svc.cluster.local', metadata: { ENV: { TOKEN: secret } } },
  uptime_current_epoch: '86400s',
});

export const routesAnswer = JSON.stringify({
  configs: [
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump.DynamicRouteConfig',
      version_info: '2026-03-01T10:00:00Z/12',
      route_config: {
        '@type': 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
        name: '8080',
        virtual_hosts: [
          {
            name: 'cart.shop.svc.cluster.local:8080',
            domains: ['cart.shop.svc.cluster.local', 'cart', 'cart.shop', '10.96.0.7'],
            routes: [
              {
                name: 'beta',
                match: {
                  prefix: '/',
                  case_sensitive: true,
                  headers: [{ name: 'x-user', string_match: { exact: 'jason' } }],
                },
                route: { cluster: 'outbound|8080|v2|cart.shop.svc.cluster.local', timeout: '0s' },
                metadata: {
                  filter_metadata: {
                    istio: { config: '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart' },
                  },
                },
                typed_per_filter_config: { 'envoy.filters.http.lua': { source: secret } },
              },
              {
                match: { prefix: '/' },
                route: {
                  weighted_clusters: {
                    clusters: [
                      { name: 'outbound|8080|v1|cart.shop.svc.cluster.local', weight: 75 },
                      { name: 'outbound|8080|v2|cart.shop.svc.cluster.local', weight: 25 },
                    ],
                    total_weight: 100,
                  },
                  timeout: '2.500s',
                  retry_policy: { retry_on: 'connect-failure,503', num_retries: 2, per_try_timeout: '1s' },
                },
                metadata: {
                  filter_metadata: {
                    istio: { config: '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart' },
                  },
                },
              },
            ],
          },
          {
            name: 'block_all',
            domains: ['*'],
            routes: [{ name: 'block_all', match: { prefix: '/' }, direct_response: { status: 502 } }],
          },
        ],
      },
      last_updated: '2026-03-01T10:00:00.123Z',
    },
  ],
});

export const syncAnswer = JSON.stringify([
  { cluster_id: 'Kubernetes', proxy: 'other-1.shop', cluster_sent: 'x', cluster_acked: 'x' },
  {
    cluster_id: 'Kubernetes',
    proxy: 'front-1.shop',
    proxy_type: 'sidecar',
    istio_version: '1.30.5',
    cluster_sent: 'n1',
    cluster_acked: 'n1',
    listener_sent: 'n2',
    listener_acked: 'old',
    endpoint_sent: 'n3',
    route_sent: '',
    resources: { LDS: { sent: 'n2', acked: 'old', lastError: 'Proto constraint validation failed' } },
  },
]);
