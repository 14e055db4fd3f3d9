import type { RouteDestination, VirtualService } from '#lib/istio/networking-types.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** Weights that do not do what they seem to: of an only destination, and of one destination written several times. */
export const routeWeights = objectRule({
  name: 'virtual-service/route-weights',
  codes: ['WEFT1102', 'WEFT1103'],
  kind: 'VirtualService',
  *remarks(service): Generator<Remark> {
    for (const [path, route] of routesOf(service)) {
      yield* onlyDestination(path, route);
      yield* repeated(path, route);
    }
  },
});

function* routesOf({
  spec,
}: VirtualService): Generator<readonly [path: string, route: readonly RouteDestination[]]> {
  for (const list of ['http', 'tls', 'tcp'] as const) {
    for (const [i, { route = [] }] of (spec?.[list] ?? []).entries())
      yield [`spec.${list}[${i}].route`, route];
  }
}

function* onlyDestination(path: string, route: readonly RouteDestination[]): Generator<Remark> {
  const weight = route[0]?.weight ?? 0;
  if (route.length !== 1 || weight <= 0 || weight >= 100) return;
  yield { code: 'WEFT1102', path: `${path}[0].weight`, args: { weight: String(weight) } };
}

function* repeated(path: string, route: readonly RouteDestination[]): Generator<Remark> {
  const key = ({ destination }: RouteDestination): string =>
    [destination?.host, destination?.subset, destination?.port?.number].join(' ');
  const times = Map.groupBy(route, key);
  for (const [i, destination] of route.entries()) {
    const same = times.get(key(destination))?.length ?? 0;
    if (same < 2) continue;
    const { host = '', subset = '' } = destination.destination ?? {};
    const args = { host, subset, times: String(same) };
    yield { code: 'WEFT1103', path: `${path}[${i}].destination.host`, args };
  }
}
