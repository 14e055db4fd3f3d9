import { type AppInput, app, serviceAccount } from './build/app.ts';
import { authorizationPolicy, gateway, k8sGateway, virtualService } from './build/istio.ts';
import { from, kubectl } from './build/origin.ts';
import { gatewayHost, namespace, platform } from './build/platform.ts';
import type { DemoMesh, MeshObject } from './mesh.ts';

const day = 24 * 60;
const home = 'tickets';
const waypointName = 'waypoint';
const web = (median: number, p99: number): AppInput['serves'] => [{ port: 8080, latency: { median, p99 } }];

/** Tickets for concerts, in ambient: a ztunnel, a waypoint for the namespace, and a store that uses none. */
export function ambient(): DemoMesh {
  return {
    name: 'ambient',
    chapters: [
      {
        minutesAgo: 60 * day,
        objects: [...platform(), ...from({ by: 'helm', release: 'ztunnel' }, ztunnel())],
      },
      {
        minutesAgo: 8 * day,
        objects: [ticketsNamespace(), namespace('load', null), ...waypoint(), ...programs(), ...entrance()],
      },
    ],
  };
}

/** The namespace, and the waypoint that it uses. */
export const ticketsNamespace = (using = waypointName): MeshObject => ({
  kind: 'Namespace',
  origin: kubectl,
  body: {
    metadata: {
      name: home,
      labels: { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': using },
    },
  },
});

/** One for all nodes: the demo's pods run on one. */
function ztunnel(): MeshObject[] {
  const labels = { app: 'ztunnel' };
  return [
    serviceAccount('istio-system', 'ztunnel'),
    deployment('istio-system', 'ztunnel', labels, {
      serviceAccountName: 'ztunnel',
      containers: [
        {
          name: 'istio-proxy',
          image: 'docker.io/istio/ztunnel:1.29.2',
          args: ['proxy', 'ztunnel'],
          ports: [{ name: 'ztunnel-stats', containerPort: 15020 }],
        },
      ],
    }),
  ];
}

/** What istiod makes of a Gateway of class istio-waypoint, beside the Gateway. */
function waypoint(): MeshObject[] {
  const labels = {
    'gateway.istio.io/managed': 'istio.io-mesh-controller',
    'gateway.networking.k8s.io/gateway-name': waypointName,
    'istio.io/dataplane-mode': 'none',
  };
  return [
    k8sGateway(home, waypointName, {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    }),
    serviceAccount(home, waypointName),
    deployment(home, waypointName, labels, {
      serviceAccountName: waypointName,
      containers: [
        {
          name: 'istio-proxy',
          image: 'docker.io/istio/proxyv2:1.29.2',
          args: ['proxy', 'waypoint'],
          ports: [{ name: 'metrics', containerPort: 15020 }],
        },
      ],
    }),
    {
      kind: 'Service',
      origin: kubectl,
      body: {
        metadata: { name: waypointName, namespace: home, labels },
        spec: {
          selector: { 'gateway.networking.k8s.io/gateway-name': waypointName },
          ports: [{ name: 'mesh', port: 15008, appProtocol: 'hbone' }],
        },
      },
    },
  ];
}

const deployment = (
  own: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  spec: object,
): MeshObject => ({
  kind: 'Deployment',
  origin: kubectl,
  body: {
    metadata: { name, namespace: own, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels: { ...labels, 'sidecar.istio.io/inject': 'false' } }, spec },
    },
  },
});

function programs(): MeshObject[] {
  const call = (host: string, path: string, perRequest: number) => ({ host, port: 8080, path, perRequest });
  return [
    ...app({
      name: 'website',
      namespace: home,
      replicas: 2,
      serves: web(12, 90),
      calls: [call('concerts', '/concerts', 1), call('bookings', '/bookings', 0.4)],
    }),
    ...app({ name: 'concerts', namespace: home, replicas: 2, serves: web(8, 60) }),
    ...app({
      name: 'bookings',
      namespace: home,
      replicas: 2,
      serves: web(15, 110),
      calls: [
        call('seats', '/seats', 1),
        { host: 'bookings-db', port: 5432, protocol: 'tcp', perRequest: 1 },
      ],
    }),
    ...app({ name: 'seats', namespace: home, serves: web(6, 40) }),
    ...app({
      name: 'bookings-db',
      namespace: home,
      image: 'postgres',
      serves: [{ port: 5432, protocol: 'tcp', latency: { median: 3, p99: 30 }, responseBytes: 3000 }],
    }).map(withoutWaypoint),
    bookingsCallers(['website']),
    storeCallers(['bookings']),
    ...app({
      name: 'fans',
      namespace: 'load',
      image: 'load-generator',
      inject: false,
      headless: 'no-service',
      calls: [{ host: gatewayHost, port: 80, authority: 'tickets.example.com', path: '/', rps: 20 }],
    }),
  ];
}

/** A store speaks no HTTP: it goes without the waypoint of its namespace. */
const withoutWaypoint = (object: MeshObject): MeshObject =>
  object.kind !== 'Service'
    ? object
    : {
        ...object,
        body: {
          ...object.body,
          metadata: {
            ...object.body.metadata,
            labels: { ...object.body.metadata.labels, 'istio.io/use-waypoint': 'none' },
          },
        },
      };

const principals = (accounts: readonly string[]) =>
  accounts.map((name) => `cluster.local/ns/${home}/sa/${name}`);

/** Who may ask bookings, decided by the waypoint. */
export const bookingsCallers = (accounts: readonly string[]): MeshObject =>
  authorizationPolicy(home, 'bookings-callers', {
    targetRefs: [{ group: '', kind: 'Service', name: 'bookings' }],
    action: 'ALLOW',
    rules: [{ from: [{ source: { principals: principals(accounts) } }] }],
  });

/** Who may connect to the store, decided by the ztunnel of its node. */
export const storeCallers = (accounts: readonly string[]): MeshObject =>
  authorizationPolicy(home, 'bookings-db-callers', {
    selector: { matchLabels: { app: 'bookings-db' } },
    action: 'ALLOW',
    rules: [{ from: [{ source: { principals: principals(accounts) } }] }],
  });

function entrance(): MeshObject[] {
  return [
    gateway(home, 'tickets-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['tickets.example.com'] }],
    }),
    virtualService(home, 'tickets-entrance', {
      hosts: ['tickets.example.com'],
      gateways: ['tickets-gateway'],
      http: [{ route: [{ destination: { host: 'website', port: { number: 8080 } } }] }],
    }),
  ];
}
