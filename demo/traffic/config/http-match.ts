import type { HttpMatch, StringMatch } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { RequestShape } from './rule.ts';

const patterns = new Map<string, RegExp | null>();

/** RE2 in the proxy, always a full match; a pattern JavaScript cannot read matches nothing. */
export function fullMatch(pattern: string, value: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = new RegExp(`^(?:${pattern})$`);
    } catch {
      compiled = null;
    }
    patterns.set(pattern, compiled);
  }
  return compiled?.test(value) ?? false;
}

function matchesString(match: StringMatch | undefined, value: string, ignoreCase = false): boolean {
  if (match === undefined) return true;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  if (match.exact !== undefined) return fold(value) === fold(match.exact);
  if (match.prefix !== undefined) return fold(value).startsWith(fold(match.prefix));
  return match.regex === undefined || fullMatch(match.regex, value);
}

/** Value of a header, by name without regard to case; null where the request has none. */
export function headerOf(request: RequestShape, name: string): string | null {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(request.headers)) {
    if (key.toLowerCase() === wanted) return value;
  }
  return null;
}

/** Path of a request without its query. */
export const pathOf = (request: RequestShape): string => request.path.split('?')[0] ?? '';

/** Value of a query parameter, null where the request has none. */
export const queryOf = (request: RequestShape, name: string): string | null =>
  new URLSearchParams(request.path.split('?')[1] ?? '').get(name);

/** Whether one entry of a VirtualService rule's `match` takes the request; all its conditions must hold. */
export function matchesHttp(
  match: HttpMatch & { readonly ignoreUriCase?: boolean },
  request: RequestShape,
): boolean {
  return (
    matchesString(match.uri, pathOf(request), match.ignoreUriCase) &&
    matchesString(match.method, request.method) &&
    matchesString(match.authority, request.authority) &&
    matchesString(match.scheme, 'http') &&
    (match.port === undefined || match.port === request.port) &&
    matchesSource(match, request) &&
    Object.entries(match.headers ?? {}).every(([name, value]) => matchesHeader(request, name, value)) &&
    !Object.entries(match.withoutHeaders ?? {}).some(([name, value]) =>
      matchesHeader(request, name, value),
    ) &&
    Object.entries(match.queryParams ?? {}).every(([name, value]) => {
      const query = queryOf(request, name);
      return query !== null && matchesString(value, query);
    })
  );
}

/** A header condition without a value asks only that the header is there. */
function matchesHeader(request: RequestShape, name: string, match: StringMatch): boolean {
  const value = headerOf(request, name);
  return value !== null && matchesString(match, value);
}

type SourceMatch = Pick<HttpMatch, 'sourceLabels' | 'sourceNamespace' | 'gateways'>;

/**
 * The conditions on who sends: where a match of HTTP names gateways its labels and namespace are not looked at (sourceMatchHTTP,
 * istio/istio pilot/pkg/networking/core/route 86c9f01f).
 */
export const matchesSource = (match: SourceMatch, request: RequestShape): boolean =>
  (match.gateways ?? []).length > 0 ? isBound(match, request) : matchesLabelsOf(match, request);

/** The same of TLS and TCP, where all have to hold (matchTLS and matchTCP). */
export const matchesConnection = (match: SourceMatch, request: RequestShape): boolean =>
  isBound(match, request) && matchesLabelsOf(match, request);

const isBound = ({ gateways = [] }: SourceMatch, request: RequestShape): boolean =>
  gateways.length === 0 ||
  gateways.some((name) => request.gateways.some((own) => own === name || own.endsWith(`/${name}`)));

/** Of the proxy, which at a gateway is the gateway. */
const matchesLabelsOf = ({ sourceLabels, sourceNamespace }: SourceMatch, request: RequestShape): boolean =>
  (sourceLabels === undefined || matchesLabels(sourceLabels, request.sourceLabels)) &&
  (sourceNamespace === undefined || sourceNamespace === request.sourceNamespace);
