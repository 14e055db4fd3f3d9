import { decimal } from '#lib/format/number.ts';
import type { ConnectionPool } from '#lib/istio/networking-types.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { fixOf, placeAt } from '../fix.ts';
import { flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** A connection pool is full in the caller's proxy (UO, 503). */
export const poolOverflow: Cause = {
  code: 'pool-overflow',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UO']);
    const { way, snapshot } = situation;
    if (seen === null || way === null) return null;
    const [deciding] = way.policies.flatMap(({ policy }) => policy.connectionPool ?? []);
    if (deciding === undefined) {
      return {
        checks: [seen.check, unknown('No DestinationRule sets a pool: look for an EnvoyFilter')],
        culprit: null,
        args: { limits: '', host: way.host },
        explains: seen.count,
        fix: null,
      };
    }
    const { object, path, value } = deciding;
    const limits = limitsOf(value);
    const flight = inFlight(situation);
    const limit = value.http?.http2MaxRequests ?? value.tcp?.maxConnections ?? null;
    return {
      checks: [
        seen.check,
        decisive(
          confirmed(`The pool allows ${limits} for each proxy`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        checked(flight === null || limit === null ? null : flight > 0.5 * limit, {
          yes: `A pod of the caller has about ${decimal(flight ?? 0, 1)} requests in flight (rate × mean duration)`,
          no: `On average a pod of the caller has ${decimal(flight ?? 0, 1)} requests in flight: bursts fill the pool`,
          unknown: 'How many requests a pod of the caller has in flight is not known',
        }),
      ],
      culprit: { object, path },
      args: { limits, host: way.host },
      explains: seen.count,
      fix: flight === null ? null : fixOf(snapshot, object, roomier(path, value, flight)),
    };
  },
};

function limitsOf({ tcp, http }: ConnectionPool): string {
  const named = [
    ['maxConnections', tcp?.maxConnections],
    ['http1MaxPendingRequests', http?.http1MaxPendingRequests],
    ['http2MaxRequests', http?.http2MaxRequests],
  ] as const;
  const set = named.flatMap(([name, limit]) => (limit === undefined ? [] : [`${name} ${limit}`]));
  return set.join(', ') || 'what is written there';
}

/** Requests in flight in one pod of the caller, by Little's law; null where rate, duration or pods are not known. */
function inFlight({ sent, sides, caller }: Situation): number | null {
  if (caller === null || sides.caller === null || caller.pods.ready === 0) return null;
  const { caller: reporter } = sides;
  const known = sent.all.flatMap(({ reports }) => {
    const report = reports[reporter];
    return report?.rate == null || report.avgLatency == null
      ? []
      : [report.rate * (report.avgLatency / 1000)];
  });
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / caller.pods.ready;
}

/** Limits for ten times of what is in flight, at least 100: room for bursts, still a limit. */
function roomier(path: string, { tcp, http }: ConnectionPool, flight: number) {
  const room = Math.max(100, Math.ceil((10 * flight) / 100) * 100);
  const raise = (limit: number | undefined) => (limit !== undefined && limit < room ? room : null);
  const changes = [
    [`${path}.tcp.maxConnections`, raise(tcp?.maxConnections)],
    [`${path}.http.http1MaxPendingRequests`, raise(http?.http1MaxPendingRequests)],
    [`${path}.http.http2MaxRequests`, raise(http?.http2MaxRequests)],
  ] as const;
  return (copy: Parameters<typeof placeAt>[0]) => {
    for (const [at, limit] of changes) {
      const place = limit === null ? null : placeAt(copy, at);
      if (place !== null) place.parent[place.key] = limit;
    }
  };
}
