import { z } from 'zod';
import { parseDuration } from '#lib/istio/duration.ts';
import type { BackendRef, K8sRoute, K8sRouteRule, ParentRef } from '#lib/istio/gateway-api-types.ts';
import { hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import { bestRule, type FoundRule } from './gateway-api-match.ts';
import type { RegistryHost } from './registry.ts';
import { defaultRetry, type RequestShape, type Rule, type RuleTarget } from './rule.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';

const filter = z.object({
  type: z.string(),
  requestRedirect: z.object({ statusCode: z.number().default(302) }).optional(),
  requestMirror: z
    .object({
      backendRef: z.object({
        name: z.string(),
        namespace: z.string().optional(),
        port: z.number().optional(),
      }),
      percent: z.number().optional(),
    })
    .optional(),
  urlRewrite: z
    .object({
      hostname: z.string().optional(),
      path: z
        .object({ replaceFullPath: z.string().optional(), replacePrefixMatch: z.string().optional() })
        .optional(),
    })
    .optional(),
});
type Filter = z.infer<typeof filter>;

export interface GatewayApiRoutes {
  /** Whether routes are attached to a Service for callers of `namespace`: then they alone decide, `rule` null is NR. */
  meshRule(host: RegistryHost, request: RequestShape): { readonly rule: Rule | null } | null;
  /** The rule by which a Gateway (`namespace/name`) passes a request on; null where no route takes it. */
  gatewayRule(gateway: string, request: RequestShape): Rule | null;
  /** Targets of TCP or TLS routes on a Gateway. */
  l4Targets(gateway: string, request: RequestShape): readonly RuleTarget[] | null;
}

/** Reads the routes of the Gateway API. */
export function readGatewayApi(view: ConfigView): GatewayApiRoutes {
  const byParent = new Map<string, K8sRoute[]>();
  const streams = new Map<string, K8sRoute[]>();
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) addByParent(byParent, objectsOf(view, kind));
  for (const kind of ['TLSRoute', 'TCPRoute'] as const) addByParent(streams, objectsOf(view, kind));
  return {
    meshRule(host, request) {
      const attached = routesOfService(byParent, host, request);
      if (attached.length === 0) return null;
      const found = bestRule(attached, request);
      return { rule: found === null ? null : ruleOf(found) };
    },
    gatewayRule(gateway, request) {
      const attached = (byParent.get(`Gateway/${gateway}`) ?? []).filter((r) => holdsHost(r, request));
      const found = bestRule(attached, request);
      return found === null ? null : ruleOf(found);
    },
    l4Targets(gateway, request) {
      const route = streams.get(`Gateway/${gateway}`)?.find((r) => holdsHost(r, request));
      const rule = route?.spec?.rules?.[0];
      return route === undefined || rule === undefined ? null : targetsOf(rule, namespaceOf(route));
    },
  };
}

function addByParent(index: Map<string, K8sRoute[]>, routes: readonly K8sRoute[]): void {
  for (const route of routes) {
    for (const parent of route.spec?.parentRefs ?? []) {
      const key = parentKey(parent, namespaceOf(route));
      const known = index.get(key);
      if (known === undefined) index.set(key, [route]);
      else known.push(route);
    }
  }
}

const parentKey = (parent: ParentRef, namespace: string): string =>
  `${parent.kind ?? 'Gateway'}/${parent.namespace ?? namespace}/${parent.name}`;

/** A route in the caller's own namespace (consumer) goes before those in the Service's (producer). */
function routesOfService(
  index: ReadonlyMap<string, readonly K8sRoute[]>,
  host: RegistryHost,
  request: RequestShape,
): readonly K8sRoute[] {
  const attached = (index.get(`Service/${host.namespace}/${host.name}`) ?? []).filter((route) =>
    (route.spec?.parentRefs ?? []).some(
      (parent) => parent.name === host.name && (parent.port === undefined || parent.port === request.port),
    ),
  );
  const consumer = attached.filter((route) => namespaceOf(route) === request.sourceNamespace);
  return consumer.length > 0 ? consumer : attached.filter((route) => namespaceOf(route) === host.namespace);
}

function holdsHost(route: K8sRoute, request: RequestShape): boolean {
  const hostnames = route.spec?.hostnames ?? [];
  return hostnames.length === 0 || hostnames.some((name) => hostWithin(request.authority, name));
}

function ruleOf({ route, rule }: FoundRule): Rule {
  const namespace = namespaceOf(route);
  const filters = (rule.filters ?? []).flatMap((written) => filter.safeParse(written).data ?? []);
  const redirect = filters.find((f) => f.requestRedirect !== undefined)?.requestRedirect;
  const rewrite = filters.find((f) => f.urlRewrite !== undefined)?.urlRewrite;
  const targets = targetsOf(rule, namespace);
  const empty = !targets.some((target) => target.weight > 0);
  return {
    targets: targets.filter((target) => target.weight > 0),
    // A rule whose backends all weigh nothing answers 500 (Gateway API, HTTPBackendRef).
    reply: redirect?.statusCode ?? (empty ? 500 : null),
    timeoutMs: rule.timeouts?.request ? parseDuration(rule.timeouts.request) || null : null,
    retry: { ...defaultRetry, perTryTimeoutMs: backendTimeout(rule) },
    fault: null,
    mirrors: mirrorsOf(filters, namespace),
    rewrittenPath: rewrite?.path?.replaceFullPath ?? rewrite?.path?.replacePrefixMatch ?? null,
    rewrittenAuthority: rewrite?.hostname ?? null,
  };
}

const backendTimeout = (rule: K8sRouteRule): number | null =>
  rule.timeouts?.backendRequest ? parseDuration(rule.timeouts.backendRequest) || null : null;

const targetsOf = (rule: K8sRouteRule, namespace: string): RuleTarget[] =>
  (rule.backendRefs ?? []).map((backend) => targetOf(backend, namespace));

const targetOf = (backend: BackendRef, namespace: string): RuleTarget => ({
  host:
    backend.kind === 'Hostname' ? backend.name : serviceFqdn(backend.name, backend.namespace ?? namespace),
  subset: null,
  port: backend.port ?? null,
  weight: backend.weight ?? 1,
  missingCode: 500,
});

const mirrorsOf = (filters: readonly Filter[], namespace: string): Rule['mirrors'] =>
  filters.flatMap(({ requestMirror }) =>
    requestMirror === undefined
      ? []
      : [
          {
            target: targetOf(requestMirror.backendRef, namespace),
            share: (requestMirror.percent ?? 100) / 100,
          },
        ],
  );
