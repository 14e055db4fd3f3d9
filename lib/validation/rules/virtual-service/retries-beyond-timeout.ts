import { parseDuration } from '#lib/istio/duration.ts';
import type { HttpRule } from '#lib/istio/networking-types.ts';
import { retriesBeyondTimeout as beyondTimeout } from '#lib/istio/retry-budget.ts';
import { objectRule } from '../../rule.ts';

/**
 * (1 + attempts) × perTryTimeout beyond the route's timeout: Envoy's route timeout spans all tries, so the last ones are cut
 * off. Istio retries twice where `attempts` is not written (istio/istio pilot/pkg/networking/core/route/retry 86c9f01f).
 */
export const retriesBeyondTimeout = objectRule({
  name: 'virtual-service/retries-beyond-timeout',
  codes: ['WEFT0001'],
  kind: 'VirtualService',
  *remarks(service) {
    for (const [i, rule] of (service.spec?.http ?? []).entries()) {
      const args = excess(rule);
      if (args !== null) yield { code: 'WEFT0001', path: `spec.http[${i}].retries`, args };
    }
  },
});

const defaultAttempts = 2;

function excess(rule: HttpRule): Record<string, string> | null {
  const { timeout, retries } = rule;
  if (timeout === undefined || retries?.perTryTimeout === undefined) return null;
  const total = parseDuration(timeout);
  const perTry = parseDuration(retries.perTryTimeout);
  if (total === null || perTry === null) return null;
  const beyond = beyondTimeout(total, perTry, retries.attempts ?? defaultAttempts);
  if (beyond === null) return null;
  return {
    tries: String(beyond.tries),
    perTry: retries.perTryTimeout,
    timeout,
    needed: `${beyond.needed / 1000}s`,
    possible: String(beyond.possible),
  };
}
