import { WeftError } from '#lib/core/error-code.ts';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import type { MatrixRow, TrafficSample, VectorRow } from '#lib/prom/series.ts';
import type { Context, LiveObject, LogAsked, LogRead, Viewer } from '../../context.ts';
import { createLogger } from '../../log.ts';
import type { PromSource, TrafficReading } from '../../prom/source.ts';

export const at = epochSeconds.parse(1_000_000);
export const window = seconds.parse(300);
export const live = { window, at: null };
/** The graph of all namespaces, now. */
export const all = { ...live, namespaces: [], services: false };

export interface World {
  readonly snapshot: MeshSnapshot;
  readonly samples: readonly TrafficSample[];
  readonly reading?: Partial<TrafficReading>;
  /** Answers to queries by name; a query without one fails as Prometheus being down. */
  readonly vectors?: Readonly<Record<string, readonly VectorRow[]>>;
  readonly matrices?: Readonly<Record<string, readonly MatrixRow[]>>;
  readonly object?: LiveObject;
  readonly log?: (asked: LogAsked) => Promise<LogRead>;
  readonly namespaces?: readonly string[];
  /** What pods answer, by `name:port/path`. */
  readonly admin?: Readonly<Record<string, string | WeftError>>;
}

/** A context over fixed answers, and the names of the queries that were asked. For tests. */
export function contextOf(world: World): { readonly ctx: Context; readonly asked: string[] } {
  const asked: string[] = [];
  const reading: TrafficReading = {
    at,
    window,
    scrapeInterval: seconds.parse(15),
    samples: world.samples,
    missing: [],
    stale: null,
    ...world.reading,
  };
  const answer = <T>(answers: Readonly<Record<string, readonly T[]>> | undefined, query: NamedQuery) => {
    asked.push(query.name);
    const rows = answers?.[query.name];
    const down = new WeftError('unavailable', 'Prometheus cannot be reached.');
    return rows === undefined ? Promise.reject(down) : Promise.resolve(rows);
  };
  const prom: PromSource = {
    url: 'http://prometheus:9090',
    reading: () => Promise.resolve(reading),
    listen: () => () => undefined,
    instant: (query) => answer(world.vectors, query),
    range: (query) => answer(world.matrices, query),
    promql: (query) => toPromql(query.expr),
    state: () => ({ phase: 'live', since: at, lastGood: at, reason: null }),
    onState: () => () => undefined,
    costs: () => [],
    scrapeInterval: () => seconds.parse(15),
    refreshInterval: () => seconds.parse(15),
    close: () => Promise.resolve(),
  };
  const viewer: Viewer = {
    mode: 'token',
    id: 's1',
    user: 'dev',
    token: 'the-viewers-token',
    namespaces: world.namespaces === undefined ? null : new Set(world.namespaces),
    signedOut: new AbortController().signal,
  };
  return { ctx: { ...kubeOf(world), prom, viewer, ...rest() }, asked };
}

const rest = () => ({
  clock: { now: () => at * 1000, after: () => Promise.resolve() },
  signal: new AbortController().signal,
  log: createLogger('silent'),
});

function kubeOf(world: World): Pick<Context, 'kube'> {
  const { snapshot, object } = world;
  const nothing = () => () => undefined;
  return {
    kube: {
      snapshot: () => snapshot,
      subscribe: nothing,
      onStatus: nothing,
      status: () => ({
        phase: 'live',
        since: at,
        lastGood: at,
        reason: null,
        cluster: clusterId.parse('Kubernetes'),
        serverVersion: 'v1.33.4',
        kinds: [],
      }),
      identity: () => ({ context: 'demo', user: 'weft', server: 'https://kubernetes' }),
      read: () =>
        object === undefined
          ? Promise.reject(new WeftError('not-found', 'There is no such object.'))
          : Promise.resolve(object),
      write: () => Promise.reject(new WeftError('forbidden', 'Queries write nothing.')),
      log: (asked) =>
        world.log?.(asked) ?? Promise.reject(new WeftError('not-found', 'There is no such pod.')),
      may: () => Promise.resolve(object?.mayPatch ?? false),
      forwardGet: ({ port, name }, path) => {
        const body = world.admin?.[`${name}:${port}${path}`];
        if (typeof body === 'string') return Promise.resolve({ status: 200, body, bytes: body.length });
        return Promise.reject(body ?? new WeftError('unavailable', 'Nothing listens there.'));
      },
      close: () => Promise.resolve(),
    },
  };
}
