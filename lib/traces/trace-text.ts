import { proxyFacts } from './envoy-tags.ts';
import type { TreeSpan } from './span-tree.ts';
import type { Span } from './trace.ts';

/** What stands for a name that may not be told. */
export const coveredName = 'a namespace you may not read';

/** A host of the mesh without what all of them end with: `cart.shop`. */
export const shortHost = (text: string): string => text.replace(/\.svc\.cluster\.local(?=$|[:/])/, '');

const nameOf = ({ service }: Span): string => (service === '' ? coveredName : service);

/** How a span ended: `503 UF`, `gRPC 14`, `no response, DC`; empty where its tags do not say. */
export function outcomeText(span: Pick<Span, 'tags'>): string {
  const { status, grpcStatus, flags } = proxyFacts(span);
  const code = status === '0' ? 'no response,' : (status ?? '');
  const grpc = grpcStatus === null || grpcStatus === '0' ? '' : `gRPC ${grpcStatus}`;
  const said = [grpc === '' ? code : grpc, flags.join(' ')].filter((part) => part !== '').join(' ');
  return said.replace(/,$/, '');
}

/**
 * Where a trace failed first, in words. A callee's own span says that it answered so itself; a caller's without a failed one below
 * says that its proxy got nothing better.
 */
export function originText({ span, children }: Pick<TreeSpan, 'span' | 'children'>): string {
  const outcome = outcomeText(span);
  const { upstreamHost } = proxyFacts(span);
  const what = outcome === '' ? (span.message === '' ? 'failed' : `failed: ${span.message}`) : outcome;
  if (span.kind !== 'client' && span.kind !== 'producer') {
    return outcome === '' ? `${nameOf(span)} ${what}` : `${nameOf(span)} answered ${what}`;
  }
  const host = upstreamHost === null ? null : shortHost(upstreamHost);
  const to = host ?? (children[0] === undefined ? 'what it called' : nameOf(children[0].span));
  const alone = children.length === 0 ? ', which told no span' : '';
  return `${nameOf(span)} got ${outcome === '' ? 'an error' : what} from ${to}${alone}`;
}
