import { type AppInput, app, type BehaviourInput } from './build/app.ts';
import { destinationRule, gateway, versionSubsets, virtualService } from './build/istio.ts';
import { gatewayHost, gatewayNamespace, namespace, platform } from './build/platform.ts';
import type { DemoMesh, MeshObject } from './mesh.ts';

const day = 24 * 60;
const servicesPerNamespace = 25;
const edgesPerService = 2.5;

type Protocol = 'http' | 'grpc' | 'tcp';
interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Requests per second that reach it, summed over its callers. */
  rate: number;
  readonly calls: { to: Service; rate: number }[];
}

/**
 * A mesh of `count` services: a few hubs that many call, the rest in long chains, about 2.5 edges a service, 25 services a
 * namespace. Follows from the seed. Calls go from earlier to later services only, so that no request goes round.
 */
export function generated(count: number, seed: number): DemoMesh {
  const random = randomFrom(seed);
  const services = drawServices(count, random);
  const entries = services.slice(0, Math.max(1, Math.min(12, Math.floor(count / 20))));
  for (const entry of entries) entry.rate = 4 + 8 * random();
  connect(services, entries.length, random);
  const namespaces = [...new Set(services.map((service) => service.namespace))];
  return {
    name: 'generated',
    chapters: [
      { minutesAgo: 60 * day, objects: platform() },
      {
        minutesAgo: 5 * day,
        objects: [
          ...namespaces.map((name) => namespace(name)),
          namespace('load', null),
          ...services.flatMap((service) => objectsOf(service, random)),
          ...entrance(entries),
        ],
      },
    ],
  };
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const areas =
  'billing catalog delivery fleet identity ledger media orders partner pricing search support'.split(' ');
const things = 'api index worker store gateway profile events rules quotes feed'.split(' ');
const ports = { http: 8080, grpc: 50051, tcp: 5432 } as const;

function drawServices(count: number, random: () => number): Service[] {
  const entries = Math.max(1, Math.min(12, Math.floor(count / 20)));
  return Array.from({ length: count }, (_, i) => {
    const group = Math.floor(i / servicesPerNamespace);
    const area = areas[group % areas.length] ?? 'area';
    const thing = things[Math.floor(random() * things.length)] ?? 'thing';
    const drawn = random();
    const protocol = i < entries || drawn < 0.7 ? 'http' : drawn < 0.92 ? 'grpc' : 'tcp';
    return {
      name: `${area}-${thing}-${String(i).padStart(4, '0')}`,
      namespace: `${area}-${String(group).padStart(2, '0')}`,
      protocol,
      port: ports[protocol],
      rate: 0,
      calls: [],
    };
  });
}

/**
 * Every service gets one caller before it, so that all are reached. Then each program calls a few more: mostly hubs, which
 * are the last services, else neighbours of its own stretch.
 */
function connect(services: readonly Service[], entries: number, random: () => number): void {
  const programs: Service[] = services.slice(0, entries);
  const between = (low: number, high: number) => low * (high / low) ** random();
  const link = (from: Service | undefined, to: Service | undefined) => {
    if (from === undefined || to === undefined || from === to) return;
    if (from.calls.some((call) => call.to === to)) return;
    const rate = Math.min(between(0.2, 4), Math.max(0.05, from.rate * 1.5));
    from.calls.push({ to, rate });
    to.rate += rate;
  };
  const pick = (list: readonly Service[], bias: number) => list[Math.floor(list.length * random() ** bias)];
  for (const service of services.slice(entries)) {
    link(pick(programs, 1.3), service);
    if (service.protocol !== 'tcp') programs.push(service);
  }
  const hubCount = Math.max(1, Math.round(services.length * 0.03));
  const hubs = services.slice(-hubCount);
  services.slice(0, -hubCount).forEach((service, i) => {
    if (service.protocol === 'tcp') return;
    const extra = Math.floor((edgesPerService - 1) * 2.8 * random());
    for (let n = 0; n < extra; n += 1) {
      link(
        service,
        random() < 0.7 ? pick(hubs, 2) : pick(services.slice(i + 1, i + servicesPerNamespace), 1),
      );
    }
  });
}

function objectsOf(service: Service, random: () => number): MeshObject[] {
  const { name, namespace: home, protocol, port } = service;
  const median = 2 + 20 * random();
  const canary = protocol !== 'tcp' && random() < 0.08;
  const replicas = service.rate > 12 ? 4 : service.rate > 5 ? 2 : 1;
  const input: AppInput = {
    name,
    namespace: home,
    image: `generated-${protocol}`,
    account: 'default',
    serves: [
      { port, protocol, latency: { median, p99: median * 7 }, errorRate: random() < 0.05 ? 0.004 : 0 },
    ],
    calls: service.calls.map((call) => callOf(service, call)),
    versions: canary
      ? [
          { version: 'v1', replicas },
          { version: 'v2', replicas: 1 },
        ]
      : [{ version: 'v1', replicas }],
  };
  return [...app(input), ...(canary ? split(service) : [])];
}

function callOf(from: Service, call: Service['calls'][number]): NonNullable<BehaviourInput['calls']>[number] {
  const { to, rate } = call;
  const host = to.namespace === from.namespace ? to.name : `${to.name}.${to.namespace}`;
  const perRequest = Number((rate / from.rate).toPrecision(3));
  return { host, port: to.port, protocol: to.protocol, path: `/${to.name}`, perRequest };
}

function split({ name, namespace: home }: Service): MeshObject[] {
  return [
    destinationRule(home, name, { host: name, subsets: versionSubsets('v1', 'v2') }),
    virtualService(home, name, {
      hosts: [name],
      http: [
        {
          route: [
            { destination: { host: name, subset: 'v1' }, weight: 80 },
            { destination: { host: name, subset: 'v2' }, weight: 20 },
          ],
        },
      ],
    }),
  ];
}

function entrance(entries: readonly Service[]): MeshObject[] {
  const authority = 'mesh.example.com';
  return [
    gateway(gatewayNamespace, 'mesh-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [authority] }],
    }),
    virtualService(gatewayNamespace, 'mesh-entrance', {
      hosts: [authority],
      gateways: ['mesh-gateway'],
      http: entries.map(({ name, namespace: home, port }) => ({
        match: [{ uri: { prefix: `/${name}` } }],
        route: [{ destination: { host: `${name}.${home}.svc.cluster.local`, port: { number: port } } }],
      })),
    }),
    ...app({
      name: 'mesh-visitors',
      namespace: 'load',
      image: 'load-generator',
      inject: false,
      headless: 'no-service',
      calls: entries.map(({ name, rate }) => ({
        host: gatewayHost,
        port: 80,
        authority,
        path: `/${name}`,
        rps: Number(rate.toPrecision(3)),
      })),
    }),
  ];
}
