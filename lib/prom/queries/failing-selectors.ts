import { type Matcher, matchesNot, type Selector, select } from '../promql.ts';

/**
 * Selectors of the series of `istio_requests_total` that are not plain success: by code, by flag, by gRPC status. A
 * label that is absent reads as empty, and an empty flag or gRPC status says nothing.
 */
export function failingSelectors(matchers: readonly Matcher[] = []): readonly [Selector, Selector, Selector] {
  const failing = (label: string, regex: string) =>
    select('istio_requests_total', [...matchers, matchesNot(label, regex)]);
  return [
    failing('response_code', '[123]..'),
    failing('response_flags', '-?'),
    failing('grpc_response_status', '0?'),
  ];
}
