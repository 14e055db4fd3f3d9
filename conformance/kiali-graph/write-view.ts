import type { View } from '#lib/graph/view/build-view.ts';
import { isKnown } from '#lib/graph/view/endpoint.ts';
import { type ProtocolTraffic, type Response, type Traffic, trafficOf } from '#lib/graph/view/traffic.ts';
import type { ViewBox, ViewEdge, ViewNode } from '#lib/graph/view/view-graph.ts';
import type { Verdict } from '#lib/health/judge.ts';
import { scaledToNone } from '#lib/health/replicas.ts';
import type { Element, WrittenGraph } from './case-file.ts';

/** What a view is written down for: which cluster needs no naming, and whether health was asked for. */
export interface WriteOptions {
  readonly homeCluster: string;
  readonly health: boolean;
}

/** Writes a view as the corpus writes graphs: Kiali's names for keys, kinds and numbers. */
export function writeView(view: View, options: WriteOptions): WrittenGraph {
  const keys = keysOf(view, options);
  const key = (id: string) => keys.get(id) ?? id;
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  return {
    nodes: view.nodes.map((node) => writeNode(node, view.parents.get(node.id), key, options)),
    edges: view.edges.map((edge) => writeEdge(edge, nodes, key, options)),
    boxes: view.boxes.map((box) => writeBox(box, key)),
  };
}

function keysOf({ nodes, boxes }: View, { homeCluster }: WriteOptions): ReadonlyMap<string, string> {
  const at = (cluster: string) => (cluster === homeCluster ? '' : `@${cluster}`);
  const keys = new Map(boxes.map((box) => [box.id, `${boxKey(box)}${at(box.cluster)}`]));
  const groups = Map.groupBy(nodes, (node) => nodeKey(node, at(node.cluster)));
  for (const [key, group] of groups) {
    for (const node of group) keys.set(node.id, group.length === 1 ? key : `${key}${apart(node)}`);
  }
  return keys;
}

const apart = ({ kind, workload, cluster }: ViewNode): string =>
  kind === 'unknown' ? `@${cluster}` : `#${workload ?? ''}`;

function nodeKey(node: ViewNode, at: string): string {
  const { kind, namespace, workload, app, version, service, operation } = node;
  switch (kind) {
    case 'unknown':
      return 'unknown';
    case 'workload':
      return `workload:${namespace}/${workload}${at}`;
    case 'service':
      return `service:${namespace}/${service}${at}`;
    case 'app':
      return `app:${namespace}/${app}${version !== null && isKnown(version) ? `/${version}` : ''}${at}`;
    case 'operation': {
      const name = `${operation?.label}=${operation?.value}${service === null ? '' : `/${service}`}`;
      return `aggregate:${namespace}/${name}${at}`;
    }
  }
}

function boxKey({ by, cluster, namespace, app }: ViewBox): string {
  if (by === 'cluster') return `box:cluster:${cluster}`;
  return by === 'namespace' ? `box:namespace:${namespace}` : `box:app:${namespace}/${app}`;
}

/** Leaves out what does not apply, as the corpus does. */
function present(fields: Readonly<Record<string, unknown>>): Element {
  const empty = (value: unknown) =>
    value === null ||
    value === undefined ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && !Array.isArray(value) && Object.keys(value as object).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !empty(value)));
}

function writeNode(
  node: ViewNode,
  parent: string | undefined,
  key: (id: string) => string,
  { homeCluster, health }: WriteOptions,
): Element {
  const { kind, operation, serviceEntry, badges } = node;
  const routes = badges?.routes ?? null;
  return present({
    key: key(node.id),
    nodeType: kind === 'operation' ? 'aggregate' : kind,
    cluster: node.cluster,
    namespace: node.namespace,
    workload: node.workload,
    app: node.app,
    version: node.version,
    service: node.service,
    aggregate: operation === null ? null : `${operation.label}=${operation.value}`,
    parent: parent === undefined ? null : key(parent),
    traffic: writeTraffic(node.inbound, node.outbound),
    destServices: [...node.addressedAs.values()]
      .map(
        ({ cluster, namespace, name }) =>
          `${namespace}/${name}${cluster === homeCluster ? '' : `@${cluster}`}`,
      )
      .sort(),
    isInjected: node.injected,
    isIdle: node.idle,
    isDead: node.dead,
    isOutside: node.outside,
    isInaccessible: node.inaccessible,
    isRoot: node.root,
    isAmbient: node.ambient,
    isOutOfMesh: node.outOfMesh,
    isWaypoint: node.waypoint,
    isServiceEntry:
      serviceEntry === null
        ? null
        : {
            hosts: [...serviceEntry.hosts],
            location: serviceEntry.location,
            // Kiali tells the namespace of the node; Weft keeps that of the object, too.
            namespace: node.namespace,
          },
    hasWorkloadEntry: node.workloadEntries.map((name) => ({ name })),
    hasCB: badges?.circuitBreaker,
    hasVS: routes === null ? null : { hostnames: [...routes.hosts] },
    hasRequestRouting: routes?.requestRouting,
    hasRequestTimeout: routes?.timeout,
    hasFaultInjection: routes?.faultInjection,
    hasTrafficShifting: routes?.trafficShifting,
    hasTCPTrafficShifting: routes?.tcpTrafficShifting,
    hasMirroring: routes?.mirroring,
    labels: node.labels,
    health: health && !node.inaccessible && isJudged(node) ? writeHealth(node.health) : null,
  });
}

/** Operations and callers without a name are not judged. */
const isJudged = ({ kind }: ViewNode): boolean => kind !== 'operation' && kind !== 'unknown';

function writeHealth(verdict: Verdict | null): string {
  if (verdict === null) return 'NA';
  if (verdict.rule === scaledToNone) return 'Not Ready';
  const words = { healthy: 'Healthy', degraded: 'Degraded', failing: 'Failure', idle: 'NA', unknown: 'NA' };
  return words[verdict.status];
}

function writeTraffic(inbound: Traffic, outbound: Traffic): Record<string, number> {
  const { http, grpc, tcp } = inbound;
  return positive({
    httpIn: http.rate,
    httpIn3xx: http.redirects,
    httpIn4xx: http.clientErrors,
    httpIn5xx: http.serverErrors,
    httpInNoResponse: http.noResponse,
    httpOut: outbound.http.rate,
    grpcIn: grpc.rate,
    grpcInErr: grpc.grpcErrors,
    grpcInNoResponse: grpc.noResponse,
    grpcOut: outbound.grpc.rate,
    tcpIn: tcp.rate,
    tcpOut: outbound.tcp.rate,
  });
}

const positive = (rates: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate > 0));

function writeEdge(
  edge: ViewEdge,
  nodes: ReadonlyMap<string, ViewNode>,
  key: (id: string) => string,
  options: WriteOptions,
): Element {
  const { protocol, source, target, security, waypoint } = edge;
  const sent = nodes.get(source)?.outbound[protocol].rate ?? 0;
  const returned = waypoint?.returned ?? null;
  const mutual = security?.mutualTls ?? null;
  return {
    ...present({
      source: key(source),
      target: key(target),
      protocol,
      responses: writeResponses([...edge.responses.values()]),
      responseTime: edge.latency === null ? null : Math.round(edge.latency),
      throughput: edge.throughput === null ? null : Math.round(edge.throughput),
      isMTLS: mutual === null || mutual === 0 ? null : Math.round(mutual * 100),
      sourcePrincipal: security?.sourcePrincipal,
      destPrincipal: security?.targetPrincipal,
      waypoint:
        waypoint === null
          ? null
          : present({
              direction: waypoint.direction,
              fromEdge: returned === null ? null : writeEdge(returned, nodes, key, options),
            }),
      healthStatus: edge.health === null ? null : writeHealth(edge.health),
    }),
    rates: writeRates(edge, sent),
  };
}

function writeRates({ protocol, responses }: ViewEdge, sent: number): Record<string, number> {
  const traffic = trafficOf(protocol, responses.values());
  const { rate } = traffic;
  if (protocol === 'tcp') return positive({ tcp: rate });
  const percentReq = sent > 0 ? (rate / sent) * 100 : 0;
  const percentErr = rate > 0 ? (errorsOf(protocol, traffic) / rate) * 100 : 0;
  if (protocol === 'grpc') {
    return positive({
      grpc: rate,
      grpcErr: traffic.grpcErrors,
      grpcNoResponse: traffic.noResponse,
      grpcPercentErr: percentErr,
      grpcPercentReq: percentReq,
    });
  }
  return positive({
    http: rate,
    http3xx: traffic.redirects,
    http4xx: traffic.clientErrors,
    http5xx: traffic.serverErrors,
    httpNoResponse: traffic.noResponse,
    httpPercentErr: percentErr,
    httpPercentReq: percentReq,
  });
}

const errorsOf = (protocol: 'http' | 'grpc', traffic: ProtocolTraffic): number =>
  protocol === 'grpc'
    ? traffic.noResponse + traffic.grpcErrors
    : traffic.noResponse + traffic.clientErrors + traffic.serverErrors;

/** Shares of the whole edge, in percent with one decimal, by flags and by host of each code. */
function writeResponses(responses: readonly Response[]): Record<string, unknown> {
  const total = responses.reduce((sum, { rate }) => sum + rate, 0);
  const shares = (rows: readonly Response[], of: (row: Response) => string | null) => {
    const sums: Record<string, number> = {};
    for (const row of rows) {
      const name = of(row);
      if (name !== null) sums[name] = (sums[name] ?? 0) + row.rate;
    }
    return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, percent(sum / total)]));
  };
  const byCode = Map.groupBy(responses, ({ code }) => code);
  return Object.fromEntries(
    [...byCode].map(([code, rows]) => [
      code,
      present({ flags: shares(rows, (row) => row.flags), hosts: shares(rows, (row) => row.host) }),
    ]),
  );
}

const percent = (share: number): number => Number((share * 100).toFixed(1));

function writeBox(box: ViewBox, key: (id: string) => string): Element {
  return {
    ...present({
      key: key(box.id),
      nodeType: 'box',
      cluster: box.cluster,
      app: box.app,
      isBox: box.by,
      members: box.members.map(key).sort(),
      parent: box.parent === null ? null : key(box.parent),
    }),
    namespace: box.namespace ?? '',
  };
}
