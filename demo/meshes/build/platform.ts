import { stringify } from 'yaml';
import type { MeshObject } from '../mesh.ts';
import { serviceAccount } from './app.ts';
import { from, kubectl } from './origin.ts';

export const gatewayNamespace = 'istio-ingress';
export const gatewayName = 'istio-ingressgateway';
/** Where load generators call: the ingress gateway as seen in the cluster. */
export const gatewayHost = `${gatewayName}.${gatewayNamespace}`;

export type Injection = 'enabled' | 'disabled' | null;

/** A namespace; `null` leaves it without a label for the mesh. */
export function namespace(name: string, injection: Injection = 'enabled'): MeshObject {
  const labels: Record<string, string> = injection === null ? {} : { 'istio-injection': injection };
  return { kind: 'Namespace', origin: kubectl, body: { metadata: { name, labels } } };
}

/** The mesh configuration as the demo's istiod reads it. */
export function meshConfig(change: Readonly<Record<string, unknown>> = {}): MeshObject {
  const mesh = {
    accessLogFile: '/dev/stdout',
    defaultConfig: {
      discoveryAddress: 'istiod.istio-system.svc:15012',
      // Proxies answer DNS and make up addresses for hosts that have none.
      proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: 'true' },
    },
    enableAutoMtls: true,
    outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
    rootNamespace: 'istio-system',
    trustDomain: 'cluster.local',
    ...change,
  };
  return helm('istiod', {
    kind: 'ConfigMap',
    origin: kubectl,
    body: {
      metadata: {
        name: 'istio',
        namespace: 'istio-system',
        labels: { 'istio.io/rev': 'default', release: 'istiod' },
      },
      data: { mesh: stringify(mesh), meshNetworks: 'networks: {}\n' },
    },
  });
}

/** istiod, its configuration and the ingress gateway: what every demo mesh stands on. */
export function platform(): MeshObject[] {
  return [
    namespace('istio-system', null),
    namespace(gatewayNamespace, 'enabled'),
    meshConfig(),
    ...from({ by: 'helm', release: 'istiod' }, istiod()),
    ...from({ by: 'helm', release: gatewayName }, ingressGateway()),
  ];
}

const helm = (release: string, object: MeshObject): MeshObject => ({
  ...object,
  origin: { by: 'helm', release },
});

function istiod(): MeshObject[] {
  const labels = { app: 'istiod', istio: 'pilot', 'istio.io/rev': 'default' };
  return [
    serviceAccount('istio-system', 'istiod'),
    {
      kind: 'Deployment',
      origin: kubectl,
      body: {
        metadata: { name: 'istiod', namespace: 'istio-system', labels },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'istiod', istio: 'pilot' } },
          template: {
            metadata: {
              labels: { ...labels, 'sidecar.istio.io/inject': 'false' },
              annotations: { 'prometheus.io/port': '15014', 'prometheus.io/scrape': 'true' },
            },
            spec: {
              serviceAccountName: 'istiod',
              containers: [
                {
                  name: 'discovery',
                  image: 'docker.io/istio/pilot:1.29.2',
                  env: [{ name: 'BLOCKED_CIDRS_IN_JWKS_URIS', value: '10.0.0.0/8,169.254.0.0/16' }],
                  ports: [
                    { name: 'grpc-xds', containerPort: 15012 },
                    { name: 'http-monitoring', containerPort: 15014 },
                    { name: 'https-webhook', containerPort: 15017 },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      kind: 'Service',
      origin: kubectl,
      body: {
        metadata: { name: 'istiod', namespace: 'istio-system', labels },
        spec: {
          selector: { app: 'istiod', istio: 'pilot' },
          ports: [
            { name: 'https-dns', port: 15012, targetPort: 15012 },
            { name: 'https-webhook', port: 443, targetPort: 15017 },
            { name: 'http-monitoring', port: 15014, targetPort: 15014 },
          ],
        },
      },
    },
  ];
}

function ingressGateway(): MeshObject[] {
  const labels = { app: gatewayName, istio: 'ingressgateway' };
  return [
    serviceAccount(gatewayNamespace, gatewayName),
    {
      kind: 'Deployment',
      origin: kubectl,
      body: {
        metadata: { name: gatewayName, namespace: gatewayNamespace, labels },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: {
              labels: { ...labels, 'sidecar.istio.io/inject': 'true' },
              annotations: { 'inject.istio.io/templates': 'gateway', 'prometheus.io/scrape': 'true' },
            },
            spec: {
              serviceAccountName: gatewayName,
              containers: [
                {
                  name: 'istio-proxy',
                  image: 'auto',
                  ports: [{ name: 'http-envoy-prom', containerPort: 15090 }],
                },
              ],
            },
          },
        },
      },
    },
    {
      kind: 'Service',
      origin: kubectl,
      body: {
        metadata: { name: gatewayName, namespace: gatewayNamespace, labels },
        spec: {
          type: 'LoadBalancer',
          selector: labels,
          ports: [
            { name: 'status-port', port: 15021, targetPort: 15021 },
            { name: 'http2', port: 80, targetPort: 80 },
            { name: 'https', port: 443, targetPort: 443 },
          ],
        },
      },
    },
  ];
}
