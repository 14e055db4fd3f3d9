import { parseDuration } from '#lib/istio/duration.ts';
import type { K8sRouteRule } from '#lib/istio/gateway-api-types.ts';
import { retriesBeyondTimeout as beyondTimeout } from '#lib/istio/retry-budget.ts';
import { objectRule } from '../../rule.ts';

/**
 * (1 + attempts) × timeouts.backendRequest beyond timeouts.request, which spans all tries. Istio retries twice where
 * `attempts` is not written (istio/istio pilot/pkg/config/kube/gateway 86c9f01f).
 */
export const retriesBeyondTimeout = objectRule({
  name: 'gateway-api/retries-beyond-timeout',
  codes: ['WEFT0001'],
  kind: 'HTTPRoute',
  *remarks(route) {
    for (const [i, rule] of (route.spec?.rules ?? []).entries()) {
      const args = excess(rule);
      if (args !== null) yield { code: 'WEFT0001', path: `spec.rules[${i}].retry`, args };
    }
  },
});

const defaultAttempts = 2;

function excess({ timeouts, retry }: K8sRouteRule): Record<string, string> | null {
  const { request, backendRequest } = timeouts ?? {};
  if (request === undefined || backendRequest === undefined || retry === undefined) return null;
  const total = parseDuration(request);
  const perTry = parseDuration(backendRequest);
  if (total === null || perTry === null) return null;
  const beyond = beyondTimeout(total, perTry, retry.attempts ?? defaultAttempts);
  if (beyond === null) return null;
  return {
    tries: String(beyond.tries),
    perTry: backendRequest,
    timeout: request,
    needed: `${beyond.needed / 1000}s`,
    possible: String(beyond.possible),
  };
}
