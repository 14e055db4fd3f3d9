import { parseDuration } from '#lib/istio/duration.ts';
import type { HttpRule } from '#lib/istio/networking-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * (1 + attempts) × perTryTimeout beyond the route's timeout: Envoy's route timeout spans all tries, so the last ones are cut
 * off. Istio retries twice where `attempts` is not written (istio/istio pilot/pkg/networking/core/route/retry 86c9f01f).
 */
export const retriesBeyondTimeout: Rule = {
  code: 'WEFT0001',
  name: 'virtual-service/retries-beyond-timeout',
  reads: ['VirtualService'],
  check(snapshot, id) {
    const cluster = snapshot.clusters.get(id);
    if (cluster === undefined) return [];
    return [...objects(cluster, 'VirtualService')].flatMap((service) =>
      (service.spec?.http ?? []).flatMap((rule, i) => {
        const args = excess(rule);
        if (args === null) return [];
        const object = refOf(cluster, 'VirtualService', service);
        return [findingOf('WEFT0001', { object, path: `spec.http[${i}].retries`, args })];
      }),
    );
  },
};

const defaultAttempts = 2;

function excess(rule: HttpRule): Record<string, string> | null {
  const { timeout, retries } = rule;
  if (timeout === undefined || retries?.perTryTimeout === undefined) return null;
  const total = parseDuration(timeout);
  const perTry = parseDuration(retries.perTryTimeout);
  const tries = 1 + (retries.attempts ?? defaultAttempts);
  if (total === null || perTry === null || total === 0 || perTry === 0 || tries * perTry <= total)
    return null;
  return {
    tries: String(tries),
    perTry: retries.perTryTimeout,
    timeout,
    needed: `${(tries * perTry) / 1000}s`,
    possible: String(Math.floor(total / perTry)),
  };
}
