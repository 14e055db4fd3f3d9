import { bucketsAnnotation } from '#demo/traffic/emit/buckets.ts';
import { type AppInput, app, type BehaviourInput, type Serves } from './build/app.ts';
import { destinationRule, gateway, versionSubsets, virtualService } from './build/istio.ts';
import { gatewayHost, gatewayNamespace, namespace, platform } from './build/platform.ts';
import type { DemoMesh, MeshObject } from './mesh.ts';

const day = 24 * 60;
const servicesPerNamespace = 25;

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
 * A mesh of `count` services: a few hubs that many call, the rest in long chains, 25 services a namespace. A thousand
 * services make about 2,500 edges between workloads and 20,000 series of `istio_requests_total`; beyond that, edges and
 * pods a service get fewer (5,000 services: 10,000 edges), so that it still starts in minutes. Follows from the seed. Calls
 * go from earlier to later services only, so that no request goes round.
 */
export function generated(count: number, seed: number): DemoMesh {
  const random = randomFrom(seed);
  const services = drawServices(count, random);
  const entries = services.slice(0, Math.max(1, Math.min(12, Math.floor(count / 20))));
  for (const entry of entries) entry.rate = 4 + 8 * random();
  connect(services, entries.length, callsPerService(count), random);
  const namespaces = [...new Set(services.map((service) => service.namespace))];
  const objects = services.flatMap((service) => objectsOf(service, count, random));
  return {
    name: 'generated',
    chapters: [
      { minutesAgo: 60 * day, objects: platform() },
      {
        minutesAgo: 5 * day,
        objects: [
          ...namespaces.map((name) => namespace(name)),
          namespace('load', null),
          ...objects,
          ...entrance(entries, objects),
        ],
      },
    ],
  };
}

/** From 0 at a thousand services or fewer to 1 at five thousand or more. */
const largeness = (count: number): number => Math.min(1, Math.max(0, Math.log(count / 1000) / Math.log(5)));

/** Calls of a service. Canaries on either side make more edges of them. */
const callsPerService = (count: number): number => 2.22 - 0.27 * largeness(count);

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
function connect(
  services: readonly Service[],
  entries: number,
  callsEach: number,
  random: () => number,
): void {
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
    const extra = Math.floor((callsEach - 1) * 2.8 * random());
    for (let n = 0; n < extra; n += 1) {
      link(
        service,
        random() < 0.7 ? pick(hubs, 2) : pick(services.slice(i + 1, i + servicesPerNamespace), 1),
      );
    }
  });
}

function objectsOf(service: Service, count: number, random: () => number): MeshObject[] {
  const { name, namespace: home, protocol } = service;
  const drawn = random();
  const canary = protocol !== 'tcp' && drawn < 0.08;
  const limited = protocol === 'http' && drawn > 0.97;
  const replicas = replicasOf(service, count, random);
  const annotations = count > large ? fewBuckets : {};
  const input: AppInput = {
    name,
    namespace: home,
    image: `generated-${protocol}`,
    account: 'default',
    serves: [servesOf(service, limited, random)],
    calls: service.calls.map((call) => callOf(service, call)),
    versions: canary
      ? [
          { version: 'v1', replicas, annotations },
          { version: 'v2', replicas: 1, annotations },
        ]
      : [{ version: 'v1', replicas, annotations }],
  };
  return [...app(input), ...(canary ? split(service) : []), ...(limited ? [timeLimit(service)] : [])];
}

/** From here on histograms are those of a mesh whose owner keeps an eye on the number of series. */
const large = 200;
const fewBuckets = {
  [bucketsAnnotation]: JSON.stringify({ istiocustom: [1, 5, 10, 50, 100, 500, 1000, 5000, 10000] }),
};

/** Busy services have more pods; of the others many have two, in a very large mesh fewer. */
function replicasOf({ rate }: Service, count: number, random: () => number): number {
  const drawn = random() * (1 + 2 * largeness(count));
  const spare = drawn < 0.25 ? 3 : drawn < 0.75 ? 2 : 1;
  return Math.max(spare, rate > 40 ? 6 : rate > 12 ? 4 : rate > 5 ? 2 : 1);
}

/** What programs answer besides success: nothing changed, nothing in it, elsewhere; now and then an error or a cut connection. */
function servesOf({ protocol, port }: Service, limited: boolean, random: () => number): Serves {
  const drawIn = (low: number, high: number) => low + (high - low) * random();
  const median = drawIn(2, 22);
  const drawn = random();
  const answers = [
    ...(drawn < 0.8
      ? [{ code: [304, 204, 302][Math.floor(drawn * 3.75)] ?? 304, share: drawIn(0.04, 0.12) }]
      : []),
    ...(random() < 0.12 ? [{ code: 201, share: drawIn(0.04, 0.12) }] : []),
    ...(random() < 0.04 ? [{ code: 404, share: 0.002 }] : []),
  ];
  const fault = random();
  return {
    port,
    protocol,
    latency: { median, p99: median * (limited ? 30 : 7) },
    errorRate: fault < 0.05 ? 0.004 : 0,
    resetRate: fault > 0.97 ? 0.002 : 0,
    answers: protocol === 'http' ? answers : [],
    failsWithCalls: random() < 0.5,
  };
}

/** A route that gives up on the slowest requests. */
const timeLimit = ({ name, namespace: home }: Service): MeshObject =>
  virtualService(home, name, {
    hosts: [name],
    http: [{ timeout: '3s', route: [{ destination: { host: name } }] }],
  });

function callOf(from: Service, call: Service['calls'][number]): NonNullable<BehaviourInput['calls']>[number] {
  const { to, rate } = call;
  const host = to.namespace === from.namespace ? to.name : `${to.name}.${to.namespace}`;
  const perRequest = Number((rate / from.rate).toPrecision(3));
  return { host, port: to.port, protocol: to.protocol, path: `/${to.name}`, perRequest };
}

function split({ name, namespace: home }: Service): MeshObject[] {
  return [
    destinationRule(home, name, { host: name, subsets: versionSubsets('v1', 'v2') }),
    virtualService(home, name, { hosts: [name], http: [{ route: splitRoute({ host: name }) }] }),
  ];
}

const splitRoute = (destination: { host: string; port?: { number: number } }) => [
  { destination: { ...destination, subset: 'v1' }, weight: 80 },
  { destination: { ...destination, subset: 'v2' }, weight: 20 },
];

/** The way in. Rules for sidecars do not apply at a gateway: what is split inside is split there again. */
function entrance(entries: readonly Service[], objects: readonly MeshObject[]): MeshObject[] {
  const authority = 'mesh.example.com';
  // Only services that are split have a DestinationRule.
  const isSplit = ({ name, namespace: home }: Service) =>
    objects.some(
      ({ kind, body: { metadata } }) =>
        kind === 'DestinationRule' && metadata.name === name && metadata.namespace === home,
    );
  return [
    gateway(gatewayNamespace, 'mesh-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [authority] }],
    }),
    virtualService(gatewayNamespace, 'mesh-entrance', {
      hosts: [authority],
      gateways: ['mesh-gateway'],
      http: entries.map((entry) => {
        const { name, namespace: home, port } = entry;
        const destination = { host: `${name}.${home}.svc.cluster.local`, port: { number: port } };
        return {
          match: [{ uri: { prefix: `/${name}` } }],
          route: isSplit(entry) ? splitRoute(destination) : [{ destination }],
        };
      }),
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
