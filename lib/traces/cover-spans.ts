import { proxyFacts } from './envoy-tags.ts';
import { spanHome } from './span-home.ts';
import { type TreeSpan, walk } from './span-tree.ts';
import type { Span } from './trace.ts';

export type CoveredSpan = Span & { readonly covered: boolean };

/** What a proxy's span says of itself alone, whoever was at the other end. */
const ownTags: ReadonlySet<string> = new Set([
  'component',
  'error',
  'grpc.status_code',
  'guid:x-request-id',
  'http.method',
  'http.protocol',
  'http.status_code',
  'istio.canonical_revision',
  'istio.canonical_service',
  'istio.mesh_id',
  'istio.namespace',
  'node_id',
  'request_size',
  'response_flags',
  'response_size',
  'service.name',
]);

/**
 * The spans of a trace as a viewer may see them: of namespaces that they may not read nothing but kind, times and outcome, and of
 * a request to or from one nothing that names the other end. `readable` null: all; `known` are the namespaces that there are.
 */
export function coverSpans(
  roots: readonly TreeSpan[],
  readable: ReadonlySet<string> | null,
  known: ReadonlySet<string>,
): ReadonlyMap<TreeSpan, CoveredSpan> {
  const isOpen = ({ span }: TreeSpan): boolean => {
    const { namespace } = spanHome(span, known);
    return readable === null || (namespace !== null && readable.has(namespace));
  };
  const found = new Map<TreeSpan, CoveredSpan>();
  const callers = new Map<TreeSpan, TreeSpan>();
  for (const each of walk(roots)) {
    for (const child of each.children) callers.set(child, each);
    const caller = callers.get(each);
    const sent = each.children.some((child) => !isOpen(child)) || !isOpenHost(each.span, readable);
    const came = caller !== undefined && !isOpen(caller);
    found.set(each, isOpen(each) ? trimmed(each.span, sent, came) : covered(each.span));
  }
  return found;
}

function isOpenHost(span: Span, readable: ReadonlySet<string> | null): boolean {
  const { upstreamNamespace } = proxyFacts(span);
  return readable === null || upstreamNamespace === null || readable.has(upstreamNamespace);
}

const covered = (span: Span): CoveredSpan => ({
  ...span,
  covered: true,
  service: '',
  operation: '',
  message: '',
  tags: [],
});

/** Proxies name the span of a request that leaves by the host that it goes to. */
function trimmed(span: Span, sent: boolean, came: boolean): CoveredSpan {
  if (!sent && !came) return { ...span, covered: false };
  const tags = span.tags.filter(({ key }) => ownTags.has(key));
  const leaves = span.kind !== 'server' && span.kind !== 'consumer';
  return { ...span, covered: false, tags, message: '', operation: sent && leaves ? '' : span.operation };
}
