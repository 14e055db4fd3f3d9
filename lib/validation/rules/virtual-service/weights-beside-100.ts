import type { L4Rule, RouteDestination } from '#lib/istio/networking-types.ts';
import { objectRule } from '../../rule.ts';

/**
 * Weights of a route that do not add up to 100. That is allowed: each destination gets its part of the sum (istio.io,
 * HTTPRouteDestination.weight), which is not what the numbers look like.
 */
export const weightsBeside100 = objectRule({
  name: 'virtual-service/weights-beside-100',
  codes: ['WEFT0020'],
  kind: 'VirtualService',
  *remarks({ spec }) {
    for (const list of ['http', 'tls', 'tcp'] as const) {
      const rules: readonly L4Rule[] = spec?.[list] ?? [];
      for (const [i, { route = [] }] of rules.entries()) {
        const sum = route.reduce((all, { weight = 0 }) => all + weight, 0);
        if (route.length < 2 || sum <= 0 || sum === 100) continue;
        const args = { sum: String(sum), shares: route.map((one) => shareOf(one, sum)).join(', ') };
        yield { code: 'WEFT0020', path: `spec.${list}[${i}].route`, args };
      }
    }
  },
});

function shareOf({ destination, weight = 0 }: RouteDestination, sum: number): string {
  const name = [destination?.host, destination?.subset].filter(Boolean).join(' ');
  return `${name} ${Math.round((1000 * weight) / sum) / 10} %`;
}
