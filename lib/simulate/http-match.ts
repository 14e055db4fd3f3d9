import type { Ternary } from '#lib/core/ternary.ts';
import { hostWithin } from '#lib/istio/hosts.ts';
import type { HttpMatch, L4Match, StringMatch } from '#lib/istio/networking-types.ts';
import { fieldIn } from '#lib/k8s/field-path.ts';
import { gatewayName } from '#lib/mesh/gateway-refs.ts';
import type { RoutedRequest } from './request.ts';
import { matchWords, takesText } from './string-match.ts';

/** A condition that does not hold, or of which it cannot be told; `field` is its place in the match. */
export interface Unmet {
  readonly field: string;
  readonly why: string;
  readonly unknown: boolean;
}

/**
 * The first condition of a match that a request does not meet, null where it meets all: they are looked at in the order of the
 * fields (translateRouteMatch and sourceMatchHTTP, istio/istio pilot/pkg/networking/core/route 86c9f01f). `namespace` is that of
 * the VirtualService that is bound.
 */
export function unmetHttp(match: HttpMatch, request: RoutedRequest, namespace: string): Unmet | null {
  return firstOf([
    ...ofSource(match, request, namespace),
    ...ofTexts(match, request),
    ...ofMaps(match, request),
  ]);
}

/** The same for a match of TCP or TLS (matchTCP and matchTLS, istio/istio pilot/pkg/networking/core 86c9f01f). */
export function unmetL4(match: L4Match, request: RoutedRequest, namespace: string): Unmet | null {
  const { sniHosts } = match;
  const named = sniHosts?.some((sni) => hostWithin(request.authority, sni)) ?? true;
  return firstOf([
    ...ofConnection(match, request, namespace),
    condition('sniHosts', named, () => `server name ${request.authority} is none of ${sniHosts?.join(', ')}`),
  ]);
}

/** A condition before it is known whether it holds. */
interface Condition {
  readonly field: string;
  readonly holds: Ternary;
  readonly why: () => string;
}

const condition = (field: string, holds: Ternary, why: () => string): Condition => ({ field, holds, why });

function firstOf(conditions: readonly Condition[]): Unmet | null {
  const failing =
    conditions.find(({ holds }) => holds === false) ?? conditions.find(({ holds }) => holds === null);
  if (failing === undefined) return null;
  return { field: failing.field, why: failing.why(), unknown: failing.holds === null };
}

type SourceMatch = Pick<HttpMatch, 'gateways' | 'sourceLabels' | 'sourceNamespace' | 'port'>;

/** Where a match of HTTP names gateways its conditions on the source are not looked at. */
function ofSource(match: SourceMatch, request: RoutedRequest, namespace: string): readonly Condition[] {
  const named = (match.gateways ?? []).length > 0;
  return [
    ...(named ? [ofGateways(match, request, namespace)] : ofProxy(match, request)),
    ofPort(match, request),
  ];
}

/** Of TLS and TCP all have to hold. */
const ofConnection = (
  match: SourceMatch,
  request: RoutedRequest,
  namespace: string,
): readonly Condition[] => [
  ofGateways(match, request, namespace),
  ...ofProxy(match, request),
  ofPort(match, request),
];

const ofPort = ({ port }: SourceMatch, request: RoutedRequest): Condition =>
  condition('port', !port || port === request.port, () => `the port is ${request.port}, not ${port}`);

function ofGateways({ gateways = [] }: SourceMatch, request: RoutedRequest, namespace: string): Condition {
  const bound =
    gateways.length === 0 || gateways.some((name) => request.gateways.includes(fullGateway(name, namespace)));
  return condition('gateways', bound, () => `it is for ${gateways.join(', ')} alone`);
}

/** Labels and namespace of the proxy, which at a gateway is the gateway. */
function ofProxy(
  { sourceLabels = {}, sourceNamespace }: SourceMatch,
  request: RoutedRequest,
): readonly Condition[] {
  const lacking = Object.entries(sourceLabels).find(([key, value]) => request.labels[key] !== value);
  return [
    condition('sourceLabels', lacking === undefined, () => `the caller has no label ${lacking?.join('=')}`),
    condition(
      'sourceNamespace',
      !sourceNamespace || sourceNamespace === request.namespace,
      () => `the caller is in namespace ${request.namespace}, not ${sourceNamespace}`,
    ),
  ];
}

/** A Gateway as an object of `namespace` writes it, as `namespace/name`; `mesh` stays. */
export function fullGateway(written: string, namespace: string): string {
  if (written === 'mesh') return written;
  const at = gatewayName(written, namespace);
  return `${at.namespace}/${at.name}`;
}

function ofTexts(match: HttpMatch, request: RoutedRequest): readonly Condition[] {
  const text = (
    field: 'uri' | 'method' | 'authority' | 'scheme',
    name: string,
    value: string,
    fold = false,
  ) => {
    const wanted = match[field];
    if (wanted === undefined) return [];
    return [
      condition(
        field,
        takesText(wanted, value, fold),
        () => `${name} is "${value}" and has to ${matchWords(wanted)}`,
      ),
    ];
  };
  return [
    ...text('uri', 'path', pathOf(request), match.ignoreUriCase),
    ...text('scheme', 'scheme', request.scheme),
    ...text('method', 'method', request.method),
    ...text('authority', 'authority', request.authority),
  ];
}

function ofMaps(match: HttpMatch, request: RoutedRequest): readonly Condition[] {
  const { headers = {}, withoutHeaders = {}, queryParams = {} } = match;
  return [
    ...Object.entries(headers).map(([name, wanted]) =>
      present(fieldIn('headers', name), `header ${name}`, wanted, headerOf(request, name)),
    ),
    ...Object.entries(withoutHeaders).map(([name, unwanted]) =>
      absent(name, unwanted, headerOf(request, name)),
    ),
    ...Object.entries(queryParams).map(([name, wanted]) =>
      present(fieldIn('queryParams', name), `query parameter ${name}`, wanted, queryOf(request, name)),
    ),
  ];
}

function present(field: string, name: string, wanted: StringMatch, value: string | null): Condition {
  if (value === null) return condition(field, false, () => `${name} is absent`);
  return condition(
    field,
    takesText(wanted, value),
    () => `${name} is "${value}" and has to ${matchWords(wanted)}`,
  );
}

function absent(name: string, unwanted: StringMatch, value: string | null): Condition {
  const found = value === null ? false : takesText(unwanted, value);
  const holds = found === null ? null : !found;
  return condition(
    fieldIn('withoutHeaders', name),
    holds,
    () => `header ${name} is "${value}" and must not ${matchWords(unwanted)}`,
  );
}

/** The path of a request without its query. */
export const pathOf = ({ path }: Pick<RoutedRequest, 'path'>): string => path.split(/[?#]/)[0] ?? '';

/** A query parameter, null where it is absent. It is not decoded: Envoy compares it as it is written (its parseQueryString). */
export function queryOf({ path }: Pick<RoutedRequest, 'path'>, name: string): string | null {
  const [, query = ''] = /\?([^#]*)/.exec(path) ?? [];
  const found = query.split('&').find((pair) => pair.split('=')[0] === name);
  return found === undefined ? null : found.slice(name.length + 1);
}

/**
 * A header by its name in any case, null where it is absent. `@request.auth.claims.NAME` is a claim of the token, which routes
 * can be matched by at gateways (istio.io, JWT claim based routing).
 */
export function headerOf(
  { headers, token }: Pick<RoutedRequest, 'headers' | 'token'>,
  name: string,
): string | null {
  const lower = name.toLowerCase();
  const claim = /^@request\.auth\.claims[.[]([^\]]+)\]?$/.exec(lower)?.[1];
  if (claim === undefined) return headers[lower] ?? null;
  if (claim === 'iss') return token?.issuer ?? null;
  return (claim === 'sub' ? token?.subject : token?.claims[claim]) ?? null;
}
