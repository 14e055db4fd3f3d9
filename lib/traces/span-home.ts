import { proxyFacts } from './envoy-tags.ts';
import type { Span } from './trace.ts';

/** Whose span it is: names as far as they are told. */
export interface SpanHome {
  readonly namespace: string | null;
  /** The canonical service, the application or the workload: what it is called by. */
  readonly name: string;
}

/**
 * Whose span it is: what Istio's tags say, else the service's name, whose last part is a namespace where one is called so, else
 * the proxy's own id.
 */
export function spanHome(span: Pick<Span, 'service' | 'tags'>, namespaces: ReadonlySet<string>): SpanHome {
  const facts = proxyFacts(span);
  const dot = span.service.lastIndexOf('.');
  const last = span.service.slice(dot + 1);
  const suffix = dot > 0 && namespaces.has(last) ? last : null;
  const bare = suffix === null ? span.service : span.service.slice(0, dot);
  return { namespace: facts.namespace ?? suffix, name: facts.canonicalService ?? bare };
}
