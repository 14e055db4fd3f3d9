import type { K8sRoute, K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import { type K8sRouteMatch, k8sRouteMatch } from '#lib/istio/k8s-route-match.ts';
import { fullMatch, headerOf, pathOf, queryOf } from './http-match.ts';
import type { RequestShape } from './rule.ts';

/** How specific the match was: exact path, path length, method, headers, query, as the Gateway API ranks rules. */
type Rank = readonly [number, number, number, number, number];

const plain: Rank = [0, 1, 0, 0, 0];

/** The rank of the rule's best match for the request, or null where none takes it. */
function rankOf(rule: K8sRouteRule, request: RequestShape): Rank | null {
  const matches = rule.matches ?? [];
  if (matches.length === 0) return plain;
  let best: Rank | null = null;
  for (const written of matches) {
    const parsed = k8sRouteMatch.safeParse(written);
    if (!parsed.success || !takes(parsed.data, request)) continue;
    const rank = rank5(parsed.data);
    if (best === null || compareRanks(rank, best) < 0) best = rank;
  }
  return best;
}

function rank5({ path, method, headers, queryParams }: K8sRouteMatch): Rank {
  const exact = path?.type === 'Exact' ? 1 : 0;
  return [exact, path?.value.length ?? 1, method === undefined ? 0 : 1, headers.length, queryParams.length];
}

/** Orders ranks from the most specific. */
function compareRanks(a: Rank, b: Rank): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (b[i] ?? 0) - (a[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function takes(match: K8sRouteMatch, request: RequestShape): boolean {
  return (
    (match.path === undefined || takesPath(match.path, pathOf(request))) &&
    takesMethod(match.method, request) &&
    match.headers.every(({ type, name, value }) => same(type, value, headerOf(request, name))) &&
    match.queryParams.every(({ type, name, value }) => same(type, value, queryOf(request, name)))
  );
}

function takesPath({ type, value }: { type: string; value: string }, path: string): boolean {
  if (type === 'Exact') return path === value;
  if (type === 'RegularExpression') return fullMatch(value, path);
  const prefix = value.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

function takesMethod(method: K8sRouteMatch['method'], request: RequestShape): boolean {
  if (method === undefined) return true;
  if (typeof method === 'string') return method === request.method;
  const [service = '', name = ''] = pathOf(request).replace(/^\//, '').split('/');
  return (
    (method.service === undefined || same(method.type, method.service, service)) &&
    (method.method === undefined || same(method.type, method.method, name))
  );
}

const same = (type: string, wanted: string, value: string | null): boolean =>
  value !== null && (type === 'RegularExpression' ? fullMatch(wanted, value) : wanted === value);

export interface FoundRule {
  readonly route: K8sRoute;
  readonly rule: K8sRouteRule;
}

/** The rule that takes a request among the rules of all routes given (oldest first): the most specific, then the oldest. */
export function bestRule(routes: readonly K8sRoute[], request: RequestShape): FoundRule | null {
  let best: (FoundRule & { readonly rank: Rank }) | null = null;
  for (const route of routes) {
    for (const rule of route.spec?.rules ?? []) {
      const rank = rankOf(rule, request);
      if (rank === null) continue;
      if (best === null || compareRanks(rank, best.rank) < 0) best = { route, rule, rank };
    }
  }
  return best;
}
