import type { Destination, L4Rule, VirtualService } from '#lib/istio/networking-types.ts';

/** A destination and where it stands, such as `spec.http[0].route[1].destination`. */
export interface PlacedDestination {
  readonly path: string;
  readonly mirror: boolean;
  readonly destination: Destination;
}

/** Every destination of a VirtualService: HTTP, TLS and TCP routes and mirrors, in the order in which they are written. */
export function* destinationsOf(service: VirtualService): Generator<PlacedDestination> {
  for (const [i, rule] of (service.spec?.http ?? []).entries()) {
    yield* routed(`spec.http[${i}]`, rule.route);
    if (rule.mirror !== undefined)
      yield { path: `spec.http[${i}].mirror`, mirror: true, destination: rule.mirror };
    for (const [j, mirror] of (rule.mirrors ?? []).entries()) {
      if (mirror.destination === undefined) continue;
      const path = `spec.http[${i}].mirrors[${j}].destination`;
      yield { path, mirror: true, destination: mirror.destination };
    }
  }
  for (const list of ['tls', 'tcp'] as const) {
    for (const [i, rule] of (service.spec?.[list] ?? []).entries())
      yield* routed(`spec.${list}[${i}]`, rule.route);
  }
}

function* routed(at: string, route: L4Rule['route']): Generator<PlacedDestination> {
  for (const [i, { destination }] of (route ?? []).entries()) {
    if (destination !== undefined)
      yield { path: `${at}.route[${i}].destination`, mirror: false, destination };
  }
}
