import type { KubeObject } from '#lib/k8s/object.ts';

const namespaces = 50;

/**
 * A mesh to check: `services` services with two versions of two pods each, and five Istio objects a service (a
 * VirtualService that splits, a DestinationRule with a subset too many, a policy, an entry, a Gateway or a Sidecar).
 */
export function findingsMesh(services: number): readonly KubeObject[] {
  const spaces = Array.from({ length: namespaces }, (_, n) =>
    made('v1', 'Namespace', { name: `ns-${n}`, labels: { 'istio-injection': 'enabled' } }),
  );
  return [...spaces, ...Array.from({ length: services }, (_, i) => serviceAndConfig(i, services)).flat()];
}

const made = (apiVersion: string, kind: string, metadata: KubeObject['metadata'], spec: object = {}) => ({
  apiVersion,
  kind,
  metadata,
  spec,
});

function serviceAndConfig(i: number, services: number): KubeObject[] {
  const at = { name: `svc-${i}`, namespace: `ns-${i % namespaces}` };
  const { name } = at;
  const ports = [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'grpc', port: 90 },
  ];
  return [
    made('v1', 'Service', at, { selector: { app: name }, ports }),
    ...['v1', 'v2'].flatMap((version) => workload(at, version)),
    ...istioObjects(i, at, `svc-${(i + namespaces) % services}`),
  ];
}

interface At {
  readonly name: string;
  readonly namespace: string;
}

function workload({ name, namespace }: At, version: string): KubeObject[] {
  const labels = { app: name, version };
  const deployment = `${name}-${version}`;
  const containers = [{ name: 'app' }, { name: 'istio-proxy', image: 'proxy', args: ['proxy', 'sidecar'] }];
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${deployment}-abc`,
    uid: 'u',
    controller: true,
  };
  const pod = (index: number): KubeObject => ({
    ...made(
      'v1',
      'Pod',
      {
        name: `${deployment}-abc-${index}`,
        namespace,
        labels: { ...labels, 'pod-template-hash': 'abc' },
        annotations: { 'sidecar.istio.io/status': 'default', 'istio.io/rev': 'default' },
        ownerReferences: [owner],
      },
      { containers },
    ),
    status: { phase: 'Running' },
  });
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app' }] } };
  return [made('apps/v1', 'Deployment', { name: deployment, namespace }, { template }), pod(0), pod(1)];
}

function istioObjects(i: number, at: At, next: string): KubeObject[] {
  const networking = 'networking.istio.io/v1';
  const { name, namespace } = at;
  const port = { number: 80 };
  const split = ['v1', 'v2'].map((subset, n) => ({
    destination: { host: name, subset, port },
    weight: n === 0 ? 90 : 10,
  }));
  return [
    made(networking, 'VirtualService', at, {
      hosts: [name],
      http: [
        { match: [{ uri: { prefix: '/a' } }, { uri: { prefix: '/b' } }], route: split },
        { route: [{ destination: { host: `${next}.${namespace}.svc.cluster.local`, port } }] },
      ],
    }),
    made(networking, 'DestinationRule', at, {
      host: name,
      subsets: ['v1', 'v2', 'v3'].map((version) => ({ name: version, labels: { version } })),
    }),
    made('security.istio.io/v1', 'AuthorizationPolicy', at, {
      selector: { matchLabels: { app: name } },
      rules: [{ from: [{ source: { namespaces: [namespace, 'ns-*'] } }] }],
    }),
    made(networking, 'ServiceEntry', at, {
      hosts: [`${name}.example`],
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
      resolution: 'DNS',
    }),
    i % 2 === 0
      ? made(networking, 'Gateway', at, {
          selector: { app: name },
          servers: [{ hosts: [`${name}.shop`], port: { number: 8080, name: 'http', protocol: 'HTTP' } }],
        })
      : made(networking, 'Sidecar', at, {
          workloadSelector: { labels: { app: name } },
          egress: [{ hosts: ['./*'] }],
        }),
  ];
}
