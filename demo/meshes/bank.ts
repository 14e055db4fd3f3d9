import { type AppInput, app, behaves } from './build/app.ts';
import {
  authorizationPolicy,
  destinationRule,
  gateway,
  serviceEntry,
  strictMtls,
  versionSubsets,
  virtualService,
} from './build/istio.ts';
import { from } from './build/origin.ts';
import { gatewayHost, namespace, platform } from './build/platform.ts';
import type { DemoMesh, MeshObject } from './mesh.ts';

const day = 24 * 60;
const web = (median: number, p99: number): AppInput['serves'] => [{ port: 8080, latency: { median, p99 } }];
const rpc = (median: number, p99: number): AppInput['serves'] => [
  { port: 50051, protocol: 'grpc', latency: { median, p99 } },
];
const store = (port: number): AppInput['serves'] => [
  { port, protocol: 'tcp', latency: { median: 2, p99: 20 }, responseBytes: 3000 },
];
const grpc = (host: string, path: string, perRequest = 1) =>
  ({ host, port: 50051, protocol: 'grpc', path, perRequest }) as const;

/** A bank: strict mTLS everywhere, gRPC between the inner services, a mainframe outside the cluster. */
export function bank(): DemoMesh {
  return {
    name: 'bank',
    chapters: [
      { minutesAgo: 200 * day, objects: platform() },
      {
        minutesAgo: 40 * day,
        objects: [
          ...['bank-channels', 'bank-core', 'bank-risk', 'bank-data'].flatMap((name) => [
            namespace(name),
            strictMtls(name),
          ]),
          namespace('load', null),
          ...from({ by: 'argocd', application: 'bank-channels' }, channels()),
          ...from({ by: 'argocd', application: 'bank-core' }, core()),
          ...from({ by: 'argocd', application: 'bank-risk' }, risk()),
          ...from({ by: 'helm', release: 'bank-data' }, data()),
        ],
      },
    ],
  };
}

function channels(): MeshObject[] {
  const namespace = 'bank-channels';
  const calls: AppInput['calls'] = [
    grpc('accounts.bank-core', '/bank.Accounts/List', 1),
    grpc('cards.bank-core', '/bank.Cards/List', 0.4),
    grpc('transfers.bank-core', '/bank.Transfers/Create', 0.15),
    grpc('statements.bank-core', '/bank.Statements/Get', 0.2),
  ];
  const call = { host: gatewayHost, port: 80, authority: 'bank.example.com' };
  return [
    ...app({ name: 'web-banking', namespace, replicas: 3, serves: web(15, 120), calls }),
    ...app({ name: 'mobile-banking-backend', namespace, replicas: 4, serves: web(11, 90), calls }),
    ...app({
      name: 'customers',
      namespace: 'load',
      image: 'load-generator',
      inject: false,
      headless: 'no-service',
      calls: [
        { ...call, path: '/', rps: 14 },
        { ...call, path: '/mobile/home', rps: 26 },
      ],
    }),
    gateway(namespace, 'bank-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['bank.example.com'] }],
    }),
    virtualService(namespace, 'bank-entrance', {
      hosts: ['bank.example.com'],
      gateways: ['bank-gateway'],
      http: [
        {
          match: [{ uri: { prefix: '/mobile' } }],
          route: [{ destination: { host: 'mobile-banking-backend', port: { number: 8080 } } }],
        },
        { route: [{ destination: { host: 'web-banking', port: { number: 8080 } } }] },
      ],
    }),
  ];
}

function core(): MeshObject[] {
  const namespace = 'bank-core';
  const ledger = grpc('ledger', '/bank.Ledger/Post');
  return [
    ...app({
      name: 'accounts',
      namespace,
      replicas: 3,
      serves: rpc(6, 50),
      calls: [grpc('ledger', '/bank.Ledger/Balance')],
    }),
    ...app({
      name: 'cards',
      namespace,
      replicas: 2,
      serves: rpc(8, 60),
      calls: [grpc('accounts', '/bank.Accounts/Get', 0.5)],
    }),
    ...app({
      name: 'transfers',
      namespace,
      replicas: 2,
      serves: rpc(12, 110),
      calls: [
        grpc('fraud-scoring.bank-risk', '/risk.Fraud/Score'),
        ledger,
        grpc('fx-rates', '/bank.Fx/Quote', 0.2),
      ],
    }),
    ...app({
      name: 'statements',
      namespace,
      serves: rpc(30, 400),
      calls: [{ ...ledger, path: '/bank.Ledger/History' }],
    }),
    ...app({
      name: 'ledger',
      namespace,
      replicas: 4,
      serves: rpc(7, 65),
      calls: [
        { host: 'ledger-db.bank-data', port: 5432, protocol: 'tcp', perRequest: 0.1 },
        { host: 'core.mainframe.bank.example', port: 8080, path: '/post', method: 'POST', perRequest: 0.3 },
      ],
    }),
    ...app({ name: 'fx-rates', namespace, serves: rpc(3, 20) }),
    ...nextLedger(namespace),
    accountsAcrossRegions(namespace),
    serviceEntry(
      namespace,
      'mainframe',
      {
        hosts: ['core.mainframe.bank.example'],
        location: 'MESH_EXTERNAL',
        resolution: 'STATIC',
        ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }],
        endpoints: [{ address: '172.20.4.10' }, { address: '172.20.4.11' }],
      },
      behaves({ serves: [{ port: 8080, latency: { median: 45, p99: 300 } }] }),
    ),
    authorizationPolicy(namespace, 'ledger-writers', {
      selector: { matchLabels: { app: 'ledger' } },
      action: 'ALLOW',
      rules: [{ from: [{ source: { namespaces: ['bank-core'] } }] }],
    }),
  ];
}

/** The next ledger is tried out on copies of a tenth of what the ledger gets; its answers are thrown away. */
function nextLedger(namespace: string): MeshObject[] {
  return [
    ...app({ name: 'ledger-next', namespace, replicas: 2, serves: rpc(9, 80) }),
    virtualService(namespace, 'ledger', {
      hosts: ['ledger'],
      http: [
        {
          route: [{ destination: { host: 'ledger' } }],
          mirror: { host: 'ledger-next' },
          mirrorPercentage: { value: 10 },
        },
      ],
    }),
  ];
}

/** A failover that can never happen: without outlier detection no pod is ever seen as ill. */
const accountsAcrossRegions = (namespace: string): MeshObject =>
  destinationRule(namespace, 'accounts-across-regions', {
    host: 'accounts',
    trafficPolicy: {
      loadBalancer: { localityLbSetting: { failover: [{ from: 'demo', to: 'demo-standby' }] } },
    },
  });

function risk(): MeshObject[] {
  const namespace = 'bank-risk';
  return [
    ...app({
      name: 'fraud-scoring',
      namespace,
      serves: rpc(22, 180),
      versions: [
        { version: 'v4', replicas: 3 },
        { version: 'v5', replicas: 1 },
      ],
      calls: [{ host: 'feature-store.bank-data', port: 6379, protocol: 'tcp', perRequest: 0.5 }],
    }),
    destinationRule(namespace, 'fraud-scoring', {
      host: 'fraud-scoring',
      trafficPolicy: {
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '60s' },
      },
      subsets: versionSubsets('v4', 'v5'),
    }),
    virtualService(namespace, 'fraud-scoring', {
      hosts: ['fraud-scoring'],
      http: [
        {
          timeout: '1s',
          route: [
            { destination: { host: 'fraud-scoring', subset: 'v4' }, weight: 75 },
            { destination: { host: 'fraud-scoring', subset: 'v5' }, weight: 25 },
          ],
        },
      ],
    }),
  ];
}

function data(): MeshObject[] {
  const namespace = 'bank-data';
  return [
    ...app({ name: 'ledger-db', namespace, image: 'postgres', serves: store(5432) }),
    ...app({ name: 'feature-store', namespace, image: 'redis', serves: store(6379) }),
  ];
}
