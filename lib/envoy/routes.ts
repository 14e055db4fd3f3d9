import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { count, each, readAnswer, some, text } from './read-answer.ts';
import { matchText, routeMatch } from './route-match.ts';

/** Of the dump the route configurations that istiod sends, and of these what is read: never the secrets, never the bootstrap. */
export const routesPath = '/config_dump?resource=dynamic_route_configs';

/** Where a route sends requests; `share` is 0 to 1. */
const envoyTarget = z.object({ cluster: z.string(), share: z.number() });

const envoyRoute = z.object({
  name: z.string(),
  /** What it takes, in words: `any path`, `prefix /api, header x-user is jason`. */
  match: z.string(),
  targets: z.array(envoyTarget),
  /** What it does instead of sending on, in words; null where it sends on. */
  instead: z.string().nullable(),
  /** Milliseconds; null for none. */
  timeout: z.number().nullable(),
  /** In words; null for none. */
  retries: z.string().nullable(),
  /** Namespace and name of the VirtualService that it was made from; null where it was not. */
  virtualService: z.object({ namespace: z.string(), name: z.string() }).nullable(),
});
export type EnvoyRoute = z.infer<typeof envoyRoute>;

export const envoyVirtualHost = z.object({
  /** Of its route configuration: a port, or `http.8080` at a gateway. */
  config: z.string(),
  name: z.string(),
  domains: z.array(z.string()),
  routes: z.array(envoyRoute),
});
export type EnvoyVirtualHost = z.infer<typeof envoyVirtualHost>;

export interface EnvoyRoutes {
  readonly hosts: readonly EnvoyVirtualHost[];
  readonly unread: number;
}

const forward = z.object({
  cluster: text,
  cluster_header: text,
  weighted_clusters: z
    .object({ clusters: some(z.object({ name: text, weight: count.default(0) })) })
    .optional()
    .catch(undefined),
  timeout: text,
  retry_policy: z
    .object({ retry_on: text, num_retries: count.default(null), per_try_timeout: text })
    .optional()
    .catch(undefined),
});
const route = z.object({
  name: text,
  match: routeMatch.optional(),
  route: forward.optional(),
  redirect: z.object({ response_code: text }).loose().optional().catch(undefined),
  direct_response: z.object({ status: count }).loose().optional().catch(undefined),
  metadata: z
    .object({ filter_metadata: z.object({ istio: z.object({ config: text }) }) })
    .optional()
    .catch(undefined),
});
const virtualHost = z.object({ name: text, domains: some(z.string()), routes: each(route) });
const config = z.object({ route_config: z.object({ name: text, virtual_hosts: each(virtualHost) }) });
const answer = z.object({ configs: each(config) });

/** What the dump says of routes (envoy.admin.v3.RoutesConfigDump), or why it cannot be read. */
export function readRoutes(body: string): Result<EnvoyRoutes, string> {
  const read = readAnswer(body, answer, routesPath);
  if (!read.ok) return read;
  let { unread } = read.value.configs;
  const hosts: EnvoyVirtualHost[] = [];
  for (const { route_config } of read.value.configs.items) {
    unread += route_config.virtual_hosts.unread;
    for (const { name, domains, routes } of route_config.virtual_hosts.items) {
      unread += routes.unread;
      hosts.push({ config: route_config.name, name, domains, routes: routes.items.map(asRoute) });
    }
  }
  return ok({ hosts, unread });
}

function asRoute(read: z.output<typeof route>): EnvoyRoute {
  const { name, match, route: sends, redirect, direct_response, metadata } = read;
  return {
    name,
    match: matchText(match ?? {}),
    targets: sends === undefined ? [] : targetsOf(sends),
    instead: insteadOf(redirect !== undefined, direct_response),
    timeout: duration(sends?.timeout ?? ''),
    retries: sends?.retry_policy === undefined ? null : retriesText(sends.retry_policy),
    virtualService: sourceOf(metadata?.filter_metadata.istio.config ?? ''),
  };
}

function targetsOf({ cluster, cluster_header, weighted_clusters }: z.output<typeof forward>) {
  if (weighted_clusters === undefined)
    return [{ cluster: cluster || `named by header ${cluster_header}`, share: 1 }];
  const { clusters } = weighted_clusters;
  const sum = clusters.reduce((total, { weight }) => total + (weight ?? 0), 0);
  return clusters.map(({ name, weight }) => ({ cluster: name, share: sum === 0 ? 0 : (weight ?? 0) / sum }));
}

function insteadOf(
  redirects: boolean,
  direct: { readonly status: number | null } | undefined,
): string | null {
  if (direct !== undefined) return `answers ${direct.status ?? 'itself'}`;
  return redirects ? 'redirects' : null;
}

/** `0.250s` in milliseconds; zero, which means no limit, is null. */
function duration(written: string): number | null {
  const value = /^\d+(\.\d+)?s$/.test(written) ? Number.parseFloat(written) * 1000 : 0;
  return value === 0 ? null : value;
}

function retriesText({
  retry_on,
  num_retries,
  per_try_timeout,
}: NonNullable<z.output<typeof forward>['retry_policy']>) {
  const each = duration(per_try_timeout) === null ? '' : `, each within ${per_try_timeout}`;
  return `${num_retries ?? 1} on ${retry_on || 'nothing'}${each}`;
}

/** `/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart`, as istiod writes it on the routes it makes. */
function sourceOf(path: string): EnvoyRoute['virtualService'] {
  const match = /\/namespaces\/([^/]+)\/virtual-service\/([^/]+)$/.exec(path);
  return match?.[1] === undefined || match[2] === undefined ? null : { namespace: match[1], name: match[2] };
}
