import type { K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import { objectsRule } from '../../rule.ts';

/** Filters that answer a request, or may, without a backend. */
const answering = new Set(['RequestRedirect', 'ExtensionRef']);

/**
 * A rule of a route whose backends all have weight 0, or one without backends that does not answer by itself (Gateway API,
 * HTTPRouteRule.backendRefs: such requests get 500).
 */
export const nothingToSendTo = objectsRule({
  name: 'gateway-api/nothing-to-send-to',
  codes: ['WEFT0010'],
  kinds: ['HTTPRoute', 'GRPCRoute'],
  *remarks(kind, route) {
    for (const [i, rule] of (route.spec?.rules ?? []).entries()) {
      const why = whyNowhere(rule);
      if (why === null) continue;
      const path = why === 'weights' ? `spec.rules[${i}].backendRefs` : `spec.rules[${i}]`;
      yield { code: 'WEFT0010', path, args: { why, answer: kind === 'GRPCRoute' ? 'UNAVAILABLE' : '500' } };
    }
  },
});

function whyNowhere({ backendRefs = [], filters = [] }: K8sRouteRule): 'weights' | 'none' | null {
  if (filters.some(({ type = '' }) => answering.has(type))) return null;
  if (backendRefs.length === 0) return 'none';
  return backendRefs.every(({ weight }) => weight === 0) ? 'weights' : null;
}
