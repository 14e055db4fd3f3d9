import type { Call } from '#demo/traffic/behaviour.ts';
import { type AccessRules, allowed, type Token } from './access.ts';
import { hbonePort } from './ambient.ts';
import type { ArrivedRequest } from './authorization-match.ts';
import type { ClientPolicy } from './destination-rules.ts';
import type { MeshSettings } from './mesh-settings.ts';
import type { ServerMode } from './peer-authentication.ts';
import type { CallNode, Link, ServiceLabels, Upstream } from './program.ts';
import type { ProxyPatches } from './proxy-patches.ts';
import type { Registry, RegistryEndpoint, RegistryHost, RegistryPort } from './registry.ts';
import { misunderstood } from './spoken.ts';
import type { PodNode, WorkloadNode } from './workloads.ts';

export interface LinkRules {
  readonly settings: MeshSettings;
  readonly registry: Registry;
  readonly access: AccessRules;
  serverMode(workload: WorkloadNode, port: number): ServerMode;
  /** Whether the network drops what the caller sends to the endpoint. */
  drops(caller: WorkloadNode, endpoint: RegistryEndpoint): boolean;
  patches(workload: WorkloadNode): ProxyPatches;
  /** The call by which a gateway passes requests on; null where it does not listen. */
  forward(gateway: WorkloadNode, call: Call, ports: readonly number[]): CallNode | null;
}

export interface LinkRequest {
  readonly caller: WorkloadNode;
  readonly call: Call;
  readonly path: string;
  readonly authority: string;
  /** The host's own view of the port the request goes to. */
  readonly host: RegistryHost | null;
  readonly port: RegistryPort | null;
  /** `plain` for callers without a proxy and for hosts the proxy does not know. */
  readonly tls: ClientPolicy['tlsMode'] | 'plain';
  readonly upgraded: boolean;
  readonly waypoint: PodNode | null;
  readonly service: ServiceLabels;
}

/** The way from a caller to one endpoint: handshake, the callee's policies, and who answers. */
export function linkTo(rules: LinkRules, endpoint: RegistryEndpoint, request: LinkRequest): Link {
  const { pod } = endpoint;
  const captured = pod?.meshed === true && !pod.barePorts.has(endpoint.port);
  const gateway = pod?.workload.gateway === true;
  const mode = captured && !gateway ? rules.serverMode(pod.workload, endpoint.port) : null;
  const tls = clientTls(rules, request, pod, mode);
  const mutualTls = tls === 'mtls';
  const upstream = upstreamOf(rules, endpoint, request);
  const reported = captured && !gateway;
  const access = reported
    ? accessOf(rules, pod, endpoint.port, request, mutualTls)
    : accessInAmbient(rules, pod, endpoint.port, request);
  const services = pod === null ? [] : rules.registry.servicesOf(pod, endpoint.port);
  return {
    endpoint,
    pod,
    waypoint: request.waypoint,
    namespace: pod === null ? (request.host?.namespace ?? null) : null,
    mutualTls,
    metadata: request.tls !== 'plain',
    refused: isDropped(rules, endpoint, request)
      ? 'dropped'
      : gateway
        ? null
        : refusal(tls, captured, mode, pod, request.port),
    misunderstood: gateway
      ? null
      : misunderstood({
          host: request.host,
          port: request.port,
          endpoint,
          captured,
          upgraded: request.upgraded,
          proxied: request.tls !== 'plain',
        }),
    limit: reported ? rules.patches(pod.workload).requestsPerSecond : null,
    reported,
    accessBare: access.bare,
    accessToken: access.token,
    guarded: reported && rules.access.guarded(pod.workload),
    upstream,
    inbound: services[0] ?? { host: request.service.host, name: 'InboundPassthroughCluster' },
  };
}

/** Within ambient everything travels through port 15008, which is what NetworkPolicies see; behind a waypoint it is what sends. */
function isDropped(rules: LinkRules, endpoint: RegistryEndpoint, { caller, waypoint }: LinkRequest): boolean {
  const from = waypoint?.workload ?? caller;
  const tunnelled =
    endpoint.pod?.ambient === true && (waypoint !== null || from.pods.some((pod) => pod.ambient));
  return rules.drops(from, tunnelled ? { ...endpoint, port: hbonePort } : endpoint);
}

type Wire = 'plain' | 'mtls' | 'tls';

/** Explicit mode first; else auto-mTLS: mutual where the endpoint has a proxy that takes it. Gateway pods do not. */
function clientTls(
  rules: LinkRules,
  { tls }: LinkRequest,
  pod: PodNode | null,
  mode: ServerMode | null,
): Wire {
  if (tls === 'plain' || tls === 'DISABLE') return 'plain';
  if (tls === 'ISTIO_MUTUAL') return 'mtls';
  if (tls === 'SIMPLE' || tls === 'MUTUAL') return 'tls';
  const takes = pod?.meshed === true && !pod.workload.gateway && mode !== 'DISABLE';
  return rules.settings.enableAutoMtls && takes ? 'mtls' : 'plain';
}

/** Which handshakes fail, and what the caller's proxy sees of it: a failed handshake is UF, a connection cut after it UC. */
function refusal(
  wire: Wire,
  captured: boolean,
  mode: ServerMode | null,
  pod: PodNode | null,
  port: RegistryPort | null,
): 'UF' | 'UC' | null {
  if (wire === 'mtls') return captured && mode !== 'DISABLE' ? null : 'UF';
  if (wire === 'plain') return mode === 'STRICT' ? 'UC' : null;
  const takesTls = pod === null && (port?.protocol === 'tls' || port?.number === 443);
  return takesTls ? null : 'UF';
}

const open = { bare: allowed, token: allowed };

/** A waypoint decides by what is attached to it or to the Service; ztunnel, without one, by what selects the pod. */
function accessInAmbient(rules: LinkRules, pod: PodNode | null, port: number, request: LinkRequest) {
  if (pod?.ambient !== true) return open;
  const { call, caller, waypoint, host } = request;
  if (waypoint === null) {
    const bytes = { ...request, call: { ...call, protocol: 'tcp' as const } };
    const known = caller.pods.some((each) => each.ambient);
    return { bare: accessOf(rules, pod, port, bytes, known).bare, token: allowed };
  }
  const arrived = arrivedAt(request, port, true);
  const targets = host === null ? [] : [{ kind: 'Service', namespace: host.namespace, name: host.name }];
  const gateway = waypoint.labels['gateway.networking.k8s.io/gateway-name'] ?? '';
  const own = { kind: 'Gateway', namespace: waypoint.namespace, name: gateway };
  const bare = rules.access.decideAt([...targets, own], arrived);
  return { bare, token: bare };
}

function accessOf(rules: LinkRules, pod: PodNode, port: number, request: LinkRequest, mutualTls: boolean) {
  const { call } = request;
  const arrived = arrivedAt(request, port, mutualTls);
  // Where only bytes are seen there is no token to look at.
  const token: Token | null = arrived.protocol === 'tcp' ? null : (call.jwt ?? null);
  return {
    bare: rules.access.decide(pod.workload, arrived, null),
    token: call.jwt === undefined ? allowed : rules.access.decide(pod.workload, arrived, token),
  };
}

function arrivedAt(
  { call, caller, path, authority, port: declared }: LinkRequest,
  port: number,
  mutualTls: boolean,
): ArrivedRequest {
  const bytes = declared?.protocol === 'tcp' || declared?.protocol === 'tls';
  return {
    // On a port that is declared so the callee's proxy sees bytes, whatever is spoken (istio.io, protocol selection).
    protocol: bytes ? 'tcp' : call.protocol,
    method: call.protocol === 'grpc' ? 'POST' : call.method,
    path,
    host: authority,
    headers: call.headers,
    port,
    principal: mutualTls ? caller.principal.replace('spiffe://', '') : null,
    requestPrincipal: null,
    audiences: [],
  };
}

function upstreamOf(rules: LinkRules, endpoint: RegistryEndpoint, request: LinkRequest): Upstream {
  const { pod, port } = endpoint;
  if (pod === null) return { kind: 'external', host: request.host?.host ?? request.authority, port };
  const { workload } = pod;
  if (workload.gateway) {
    const forward = rules.forward(workload, request.call, [request.port?.number ?? port, port]);
    return forward === null ? { kind: 'closed' } : { kind: 'forward', forward };
  }
  const serves = pod.behaviour?.serves;
  const open = serves === undefined || serves.some((served) => served.port === port);
  if (!open) return { kind: 'closed' };
  const paths = serves?.find((served) => served.port === port)?.paths;
  const found = paths === undefined || paths.some((known) => request.path.startsWith(known));
  return { kind: 'app', pod, port, found };
}
