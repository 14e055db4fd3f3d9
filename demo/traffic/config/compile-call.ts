import type { Call } from '#demo/traffic/behaviour.ts';
import type { Ambient } from './ambient.ts';
import type { DestinationRules } from './destination-rules.ts';
import type { GatewayApiRoutes } from './gateway-api.ts';
import type { Listening } from './gateways.ts';
import { type LinkRequest, type LinkRules, linkTo } from './link.ts';
import type { Program, ServiceLabels, Target } from './program.ts';
import type { RegistryPort } from './registry.ts';
import {
  effectiveTargets,
  noRetry,
  plainRule,
  type RequestShape,
  type Rule,
  type RuleTarget,
} from './rule.ts';
import type { VirtualServices } from './virtual-services.ts';
import { type Scope, searchNames } from './visibility.ts';
import type { PodNode, WorkloadNode } from './workloads.ts';

export interface CallRules {
  readonly links: LinkRules;
  readonly virtualServices: VirtualServices;
  readonly gatewayApi: GatewayApiRoutes;
  readonly destinationRules: DestinationRules;
  readonly ambient: Ambient;
  scope(workload: WorkloadNode): Scope;
}

/** One call under compilation. `proxy` is what the caller's own proxy is. */
interface Context {
  readonly rules: CallRules;
  readonly caller: WorkloadNode;
  readonly call: Call;
  readonly scope: Scope;
  readonly proxy: 'sidecar' | 'gateway' | 'waypoint';
  /** The waypoint that acts for the caller, where one does. */
  readonly waypoint: PodNode | null;
  readonly request: RequestShape;
}

/** What becomes of a call that a sidecar sends. */
export function compileSidecar(rules: CallRules, caller: WorkloadNode, call: Call): Program {
  const context = contextOf(rules, caller, call, ['mesh']);
  const { scope } = context;
  const names = searchNames(context.request.authority, caller.namespace);
  const host = firstFound(names, (name) => scope.find(name, call.port));
  const port = host?.ports.find((candidate) => candidate.number === call.port) ?? null;
  const governing = firstFound(host === null ? names : [host.host, context.request.authority], (name) => {
    const found = rules.virtualServices.governing(name, ['mesh'], caller.namespace, scope.admits);
    return found.length > 0 ? found : null;
  });
  if (call.protocol === 'tcp' && port !== null && isHttp(port)) return notUnderstood();
  if (isStream(call, port)) {
    const written = governing === null ? null : rules.virtualServices.l4Targets(governing, context.request);
    if (written !== null) return stream(context, written);
    return host !== null && port !== null
      ? stream(context, plainRule(host.host).targets)
      : unknownHost(context);
  }
  const attached = host === null ? null : rules.gatewayApi.meshRule(host, context.request);
  if (attached !== null) return routed(context, attached.rule);
  if (governing?.some((service) => (service.spec?.http ?? []).length > 0)) {
    return routed(context, rules.virtualServices.httpRule(governing, context.request));
  }
  return host !== null && port !== null ? routed(context, plainRule(host.host)) : unknownHost(context);
}

/** What a gateway does with a request that arrived at it. */
export function compileForward(
  rules: CallRules,
  gateway: WorkloadNode,
  call: Call,
  listening: Listening,
): Program {
  const context: Context = { ...contextOf(rules, gateway, call, listening.istio), proxy: 'gateway' };
  const { scope, request } = context;
  const services = rules.virtualServices.governing(
    request.authority,
    listening.istio,
    gateway.namespace,
    (namespace, host) => listening.takesRoutesOf(namespace) && scope.admits(namespace, host),
  );
  if (call.protocol === 'tcp') {
    const written =
      rules.virtualServices.l4Targets(services, request) ??
      firstFound(listening.k8s, (name) => rules.gatewayApi.l4Targets(name, request));
    return stream(context, written ?? []);
  }
  const rule =
    rules.virtualServices.httpRule(services, request) ??
    firstFound(listening.k8s, (name) => rules.gatewayApi.gatewayRule(name, request));
  return routed(context, rule);
}

/** A call of a program without a proxy: kube-proxy picks an endpoint, no rule of the mesh applies. */
export function compileDirect(rules: CallRules, caller: WorkloadNode, call: Call): Program {
  const context = contextOf(rules, caller, call, []);
  const target = bareTarget(context, passthrough(context));
  if (target === null) return unresolved(call);
  if (call.protocol === 'tcp') return { kind: 'tcp', targets: [target], weights: [1] };
  return {
    kind: 'http',
    protocol: call.protocol,
    fault: null,
    timeoutMs: null,
    idleMs: null,
    retry: noRetry,
    targets: [target],
    weights: [1],
    mirrors: [],
  };
}

/**
 * A call of a program in ambient: ztunnel carries its connections to a pod of the Service, or to the waypoint that the Service uses,
 * which routes requests as a sidecar would (istio.io, ambient, waypoint).
 */
export function compileAmbient(rules: CallRules, caller: WorkloadNode, call: Call): Program {
  const scope = rules.scope(caller);
  const host = firstFound(searchNames(call.authority ?? call.host, caller.namespace), (name) =>
    scope.find(name, call.port),
  );
  const port = host?.ports.find((candidate) => candidate.number === call.port) ?? null;
  if (host === null || port === null || host.kind !== 'service') return compileDirect(rules, caller, call);
  const request = shapeOf(caller, call, ['mesh']);
  const waypoint = isStream(call, port) ? null : rules.ambient.waypointOf(host);
  const context: Context = { rules, caller, call, scope, proxy: 'waypoint', waypoint, request };
  if (waypoint === null) return stream(context, plainRule(host.host).targets);
  const attached = rules.gatewayApi.meshRule(host, request);
  return routed(context, attached === null ? plainRule(host.host) : attached.rule);
}

/** That of a sidecar, for routes bound to these gateways. */
const contextOf = (
  rules: CallRules,
  caller: WorkloadNode,
  call: Call,
  gateways: readonly string[],
): Context => ({
  rules,
  caller,
  call,
  scope: rules.scope(caller),
  proxy: 'sidecar',
  waypoint: null,
  request: shapeOf(caller, call, gateways),
});

function shapeOf(caller: WorkloadNode, call: Call, gateways: readonly string[]): RequestShape {
  return {
    protocol: call.protocol,
    method: call.protocol === 'grpc' ? 'POST' : call.method,
    path: call.path,
    headers: call.headers,
    authority: call.authority ?? call.host,
    port: call.port,
    sourceLabels: caller.labels,
    sourceNamespace: caller.namespace,
    gateways,
  };
}

const isStream = (call: Call, port: RegistryPort | null): boolean =>
  call.protocol === 'tcp' || port?.protocol === 'tcp' || port?.protocol === 'tls';

const isHttp = ({ protocol, sniffed }: RegistryPort): boolean =>
  !sniffed && ['http', 'http2', 'grpc'].includes(protocol);

/** The caller's proxy expects HTTP on the port and gets something else: it has read no host when it answers 400 DPE. */
const notUnderstood = (): Program => ({
  kind: 'reply',
  protocol: 'http',
  waypoint: null,
  service: nowhere,
  code: 400,
  flags: 'DPE',
});

const nowhere: ServiceLabels = { host: 'unknown', name: 'unknown' };

/** The Host header a program sends: with the port unless it is 80. Gateways do not fall back to it. */
function rawHost({ proxy, request }: Context): ServiceLabels {
  if (proxy !== 'sidecar') return nowhere;
  const host = request.port === 80 ? request.authority : `${request.authority}:${request.port}`;
  return { host, name: host };
}

const reply = (context: Context, code: number, flags: string, service = rawHost(context)): Program => ({
  kind: 'reply',
  protocol: context.call.protocol,
  waypoint: context.waypoint,
  service,
  code,
  flags,
});

function routed(context: Context, rule: Rule | null): Program {
  const { call } = context;
  if (rule === null) return reply(context, 404, 'NR');
  if (rule.reply !== null) return reply(context, rule.reply, '-');
  const targets = effectiveTargets(rule.targets);
  if (targets.length === 0) return reply(context, 500, '-');
  const path = rule.rewrittenPath ?? context.request.path;
  const authority = rule.rewrittenAuthority ?? context.request.authority;
  const build = (target: RuleTarget) => targetOf(context, target, path, authority);
  return {
    kind: 'http',
    protocol: call.protocol === 'grpc' ? 'grpc' : 'http',
    fault: rule.fault,
    timeoutMs: rule.timeoutMs,
    idleMs: context.rules.links.patches(context.caller).streamIdleMs,
    retry: rule.retry,
    targets: targets.map(build),
    weights: targets.map((target) => target.weight),
    mirrors: rule.mirrors.map(({ target, share }) => ({ target: build(target), share })),
  };
}

function stream(context: Context, written: readonly RuleTarget[]): Program {
  const targets = effectiveTargets(written);
  if (targets.length === 0) return reply(context, 0, 'NR');
  const { path, authority } = context.request;
  return {
    kind: 'tcp',
    targets: targets.map((target) => targetOf(context, target, path, authority)),
    weights: targets.map((target) => target.weight),
  };
}

function targetOf(context: Context, target: RuleTarget, path: string, authority: string): Target {
  const { rules, caller, call, scope } = context;
  const host = scope.find(target.host, target.port ?? call.port);
  const number = target.port ?? (host?.ports.length === 1 ? host.ports[0]?.number : call.port);
  const port = host?.ports.find((candidate) => candidate.number === number) ?? null;
  const cluster = `outbound|${number}|${target.subset ?? ''}|${target.host}`;
  if (host === null || port === null) return missing(context, cluster, target.missingCode);
  const policy = rules.destinationRules.policy(caller, host, target.subset, port.number);
  if (policy === 'missing-subset') return missing(context, cluster, target.missingCode);
  const service: ServiceLabels = { host: host.host, name: host.name };
  const { tlsMode: tls, upgraded } = policy;
  const { waypoint } = context;
  const request: LinkRequest = {
    caller,
    call,
    path,
    authority,
    host,
    port,
    tls,
    upgraded,
    waypoint,
    service,
  };
  const wanted = Object.entries(policy.labels);
  return {
    cluster,
    service,
    missing: null,
    waypoint,
    links: port.endpoints
      .filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value))
      .map((endpoint) => linkTo(rules.links, endpoint, request)),
    pool: policy.pool,
    outlier: policy.outlier,
  };
}

const missing = (context: Context, cluster: string, code: 503 | 500): Target => ({
  cluster,
  service: rawHost(context),
  missing: code,
  waypoint: context.waypoint,
  links: [],
  pool: null,
  outlier: null,
});

/** A host the proxy does not know: let through as it is, or stopped, as the mesh's outbound policy says. */
function unknownHost(context: Context): Program {
  const { scope, call } = context;
  if (scope.outboundMode === 'REGISTRY_ONLY') {
    const service = { ...rawHost(context), name: 'BlackHoleCluster' };
    return call.protocol === 'tcp' ? reply(context, 0, 'UH', service) : reply(context, 502, '-', service);
  }
  const target = bareTarget(context, passthrough(context));
  if (target === null) return unresolved(call);
  if (call.protocol === 'tcp') return { kind: 'tcp', targets: [target], weights: [1] };
  return { ...routedPlain(call), targets: [target], weights: [1] };
}

const routedPlain = (call: Call) =>
  ({
    kind: 'http',
    protocol: call.protocol === 'grpc' ? 'grpc' : 'http',
    fault: null,
    timeoutMs: null,
    idleMs: null,
    retry: noRetry,
    mirrors: [],
  }) as const;

const passthrough = (context: Context): ServiceLabels => ({
  ...rawHost(context),
  name: 'PassthroughCluster',
});

/** Where a connection ends when no proxy decides: at the Service the name resolves to, else outside the cluster. */
function bareTarget(context: Context, service: ServiceLabels): Target | null {
  const { rules, caller, call, request } = context;
  const names = searchNames(call.host, caller.namespace);
  const found = firstFound(names, (name) => rules.links.registry.exact(name)[0] ?? null);
  const internal = found?.kind === 'service' ? found : null;
  if (internal === null && !call.host.replace(/\.cluster\.local$/, '').includes('.')) return null;
  const port = internal?.ports.find((candidate) => candidate.number === call.port) ?? null;
  const outside = { pod: null, address: call.host, port: call.port, labels: {} };
  const endpoints = internal === null ? [outside] : (port?.endpoints ?? []);
  const link: LinkRequest = {
    caller,
    call,
    path: request.path,
    authority: request.authority,
    host: internal,
    port,
    tls: 'plain',
    upgraded: false,
    waypoint: null,
    service,
  };
  return {
    cluster: 'PassthroughCluster',
    service,
    missing: null,
    waypoint: null,
    links: endpoints.map((endpoint) => linkTo(rules.links, endpoint, link)),
    pool: null,
    outlier: null,
  };
}

/** A name that DNS does not know: the program gives up before anything reaches a proxy. */
const unresolved = (call: Call): Program => ({
  kind: 'reply',
  protocol: call.protocol,
  waypoint: null,
  service: { host: '', name: '' },
  code: 0,
  flags: 'unresolved',
});

function firstFound<I, O>(items: readonly I[], find: (item: I) => O | null): O | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
