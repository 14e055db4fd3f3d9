import type { Ternary } from '#lib/core/ternary.ts';
import type { K8sRoute, K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import { type K8sRouteMatch, k8sRouteMatch } from '#lib/istio/k8s-route-match.ts';
import { headerOf, pathOf, queryOf } from './http-match.ts';
import type { RoutedRequest } from './request.ts';
import { takesAll } from './string-match.ts';

/** One match of one rule: each is a route of its own. */
export interface MatchedRule {
  readonly route: K8sRoute;
  readonly rule: K8sRouteRule;
  readonly at: number;
  /** What does not hold; null where it takes the request. */
  readonly unmet: { readonly why: string; readonly field: string; readonly unknown: boolean } | null;
  readonly rank: readonly number[];
}

/**
 * The rules of routes (oldest first) in the order in which they are asked: exact paths, then prefixes by length, then regular
 * expressions; then those with a method, more headers, more query parameters; among equals the oldest route and the first rule
 * (Gateway API, HTTPRouteRule.matches; sortHTTPRoutes, istio/istio pilot/pkg/config/kube/gateway 86c9f01f).
 */
export function rulesInOrder(routes: readonly K8sRoute[], request: RoutedRequest): readonly MatchedRule[] {
  return routes
    .flatMap((route) =>
      (route.spec?.rules ?? []).flatMap((rule, at) => matchedRules(route, rule, at, request)),
    )
    .sort((a, b) => compareRanks(a.rank, b.rank));
}

function matchedRules(
  route: K8sRoute,
  rule: K8sRouteRule,
  at: number,
  request: RoutedRequest,
): readonly MatchedRule[] {
  const matches = rule.matches ?? [];
  if (matches.length === 0) return [{ route, rule, at, unmet: null, rank: [1, 1, 0, 0, 0] }];
  return matches.map((written, i) => {
    const parsed = k8sRouteMatch.safeParse(written);
    const field = `matches[${i}]`;
    if (!parsed.success)
      return { route, rule, at, unmet: { why: 'its match cannot be read', field, unknown: true }, rank: [] };
    return { route, rule, at, unmet: unmetOf(parsed.data, request, field), rank: rankOf(parsed.data) };
  });
}

const pathRanks: Readonly<Record<string, number>> = { Exact: 2, PathPrefix: 1, RegularExpression: 0 };

function rankOf({ path, method, headers, queryParams }: K8sRouteMatch): readonly number[] {
  const kind = typeof method === 'object' ? 2 : (pathRanks[path?.type ?? 'PathPrefix'] ?? 0);
  const length =
    typeof method === 'object'
      ? (method.service ?? '').length + (method.method ?? '').length
      : (path?.value.length ?? 1);
  return [kind, length, typeof method === 'string' ? 1 : 0, headers.length, queryParams.length];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 5; i++) {
    const difference = (b[i] ?? 0) - (a[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function unmetOf(match: K8sRouteMatch, request: RoutedRequest, field: string): MatchedRule['unmet'] {
  const checks: readonly (readonly [string, Ternary, string])[] = [
    [
      'path',
      match.path === undefined || takesPath(match.path, pathOf(request)),
      `path is "${pathOf(request)}" and not ${match.path?.value}`,
    ],
    [
      'method',
      takesMethod(match.method, request),
      `method is ${request.method} ${request.protocol === 'grpc' ? pathOf(request) : ''}`.trim(),
    ],
    ...match.headers.map(({ type, name, value }): readonly [string, Ternary, string] => [
      'headers',
      same(type, value, headerOf(request, name)),
      valueWords(`header ${name}`, headerOf(request, name), value),
    ]),
    ...match.queryParams.map(({ type, name, value }): readonly [string, Ternary, string] => [
      'queryParams',
      same(type, value, queryOf(request, name)),
      valueWords(`query parameter ${name}`, queryOf(request, name), value),
    ]),
  ];
  const found = checks.find(([, holds]) => holds === false) ?? checks.find(([, holds]) => holds === null);
  if (found === undefined) return null;
  const [name, holds, why] = found;
  return { field: `${field}.${name}`, why, unknown: holds === null };
}

const valueWords = (name: string, value: string | null, wanted: string): string =>
  value === null ? `${name} is absent` : `${name} is "${value}" and not ${wanted}`;

function takesPath(
  { type, value }: { readonly type: string; readonly value: string },
  path: string,
): Ternary {
  if (type === 'Exact') return path === value;
  if (type === 'RegularExpression') return takesAll(value, path);
  const prefix = value.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

function takesMethod(method: K8sRouteMatch['method'], request: RoutedRequest): Ternary {
  if (method === undefined) return true;
  if (typeof method === 'string') return method === request.method;
  const [service = '', name = ''] = pathOf(request).replace(/^\//, '').split('/');
  const both = [
    method.service === undefined ? true : same(method.type, method.service, service),
    method.method === undefined ? true : same(method.type, method.method, name),
  ];
  return both.includes(false) ? false : both.includes(null) ? null : true;
}

const same = (type: string, wanted: string, value: string | null): Ternary =>
  value === null ? false : type === 'RegularExpression' ? takesAll(wanted, value) : wanted === value;
