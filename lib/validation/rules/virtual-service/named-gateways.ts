import type { VirtualService } from '#lib/istio/networking-types.ts';

/** The gateways that a VirtualService names, itself and in the matches of its rules, and where. */
export function* namedGateways({
  spec,
}: VirtualService): Generator<readonly [path: string, gateway: string]> {
  for (const [i, gateway] of (spec?.gateways ?? []).entries()) yield [`spec.gateways[${i}]`, gateway];
  for (const list of ['http', 'tls', 'tcp'] as const) {
    for (const [i, { match = [] }] of (spec?.[list] ?? []).entries()) {
      for (const [j, { gateways = [] }] of match.entries()) {
        for (const [k, gateway] of gateways.entries())
          yield [`spec.${list}[${i}].match[${j}].gateways[${k}]`, gateway];
      }
    }
  }
}
