import type { Seconds } from '#lib/core/units.ts';
import { anyOf, type NamedQuery, rate, type Selector, select, sumBy } from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';
import { inNamespaces } from './in-namespaces.ts';

function summed(by: readonly string[], selectors: readonly Selector[], window: Seconds): NamedQuery['expr'] {
  const [first = select('istio_requests_total'), ...rest] = selectors;
  return sumBy(by, anyOf(rate(first, window), ...rest.map((selector) => rate(selector, window))));
}

/** Requests per second of the whole mesh, or of what has an end in `namespaces`, by reporter: two rows or three. */
export function timelineRequests(namespaces: readonly string[] | null, window: Seconds): NamedQuery {
  const selectors = inNamespaces(namespaces).map((matchers) => select('istio_requests_total', matchers));
  return { name: 'timeline requests', expr: summed(['reporter'], selectors, window) };
}

/** The same of what was not plain success, by reporter, code and gRPC status: which of them are errors is told by these. */
export function timelineFailures(namespaces: readonly string[] | null, window: Seconds): NamedQuery {
  const by = ['reporter', 'response_code', 'grpc_response_status'];
  return {
    name: 'timeline errors',
    expr: summed(by, inNamespaces(namespaces).flatMap(failingSelectors), window),
  };
}
