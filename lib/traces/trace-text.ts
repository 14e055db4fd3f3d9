import { formatLatency } from '#lib/format/duration.ts';
import { proxyFacts } from './envoy-tags.ts';
import { wasHungUpOn } from './error-origin.ts';
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
 * says that its proxy got nothing better, or gave up.
 */
export function originText({ span, children }: Pick<TreeSpan, 'span' | 'children'>): string {
  const outcome = outcomeText(span);
  const name = nameOf(span);
  if (span.kind !== 'client' && span.kind !== 'producer') return calleeText(span, name, outcome);
  const { upstreamHost, flags } = proxyFacts(span);
  const [first] = children;
  const to =
    upstreamHost === null
      ? first === undefined
        ? 'what it called'
        : nameOf(first.span)
      : shortHost(upstreamHost);
  if (flags.includes('UT'))
    return `${name} gave up on ${to} after ${formatLatency(span.duration)} (${outcome})`;
  const said = span.message === '' ? 'an error' : `"${span.message}"`;
  const alone = first === undefined ? ', which told no span' : '';
  return `${name} got ${outcome === '' ? said : outcome} from ${to}${alone}`;
}

function calleeText(span: Span, name: string, outcome: string): string {
  if (wasHungUpOn({ span }))
    return `${name} was hung up on by its caller after ${formatLatency(span.duration)}`;
  if (outcome !== '') return `${name} answered ${outcome}`;
  return span.message === '' ? `${name} failed` : `${name} failed: ${span.message}`;
}
