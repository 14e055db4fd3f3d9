import { findEdges } from '#lib/alerts/find-edges.ts';
import { alertsQuery, alertsSinceQuery, type FiringAlert, firingAlerts } from '#lib/alerts/firing-alert.ts';
import type { AlertsResponse } from '#lib/api/alerts-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { type KnownProblem, maySee, problemName, problemsIn } from './problems.ts';
import { shared } from './shared.ts';
import { visibilityOf } from './visibility.ts';
import { workloadOfPod } from './workload-of-pod.ts';

/** An alert with the problems that it is about; null where it names no place in the mesh. */
interface PlacedAlert {
  readonly alert: FiringAlert;
  readonly about: readonly KnownProblem[];
}

interface Placed {
  readonly alerts: readonly PlacedAlert[];
  readonly missing: AlertsResponse['missing'];
}

/**
 * What alerts fire in the same Prometheus, beside the problems that they are about, as far as the viewer may read the namespaces
 * that they name. Two queries for each graph that somebody looks at, whoever looks. Throws WeftError where there is no graph.
 */
export async function readAlerts(ctx: Context, selection: TimeSelection): Promise<AlertsResponse> {
  const full = await fullGraph(ctx, selection);
  const known = shared(ctx.prom, 'alerts', () => new WeakMap<TrafficGraph, Promise<Placed>>());
  const asked = known.get(full.graph) ?? place(ctx, full);
  known.set(full.graph, asked);
  const { alerts, missing } = await asked;
  const visibility = visibilityOf(ctx);
  const readable = alerts.filter(({ alert }) => mayRead(alert, visibility.namespaces));
  const seen = (about: readonly KnownProblem[]) => about.filter((problem) => maySee(problem, visibility));
  const byProblem = Map.groupBy(
    readable.flatMap(({ alert, about }) => seen(about).map((problem) => ({ alert, problem }))),
    ({ problem }) => problem,
  );
  return {
    at: full.graph.at,
    problems: [...byProblem].map(([problem, own]) => ({
      key: problemName(problem.seen, visibility),
      alerts: own.map(({ alert }) => alert),
    })),
    others: readable.filter(({ about }) => seen(about).length === 0).map(({ alert }) => alert),
    missing,
  };
}

async function place(ctx: Context, full: FullGraph): Promise<Placed> {
  const { graph, snapshot } = full;
  const missing: Placed['missing'] = [];
  const ask = (query: NamedQuery, at: EpochSeconds): Promise<readonly VectorRow[]> =>
    // Shared between viewers, so nobody's leaving ends it.
    ctx.prom.instant(query, at, new AbortController().signal).catch((error: unknown) => {
      missing.push({ query: query.name, reason: isWeftError(error) ? error.message : 'The query failed.' });
      return [];
    });
  const firing = await ask(alertsQuery, graph.at);
  // Where nothing fires nothing began.
  const since = firing.length === 0 ? [] : await ask(alertsSinceQuery, graph.at);
  const problems = firing.length === 0 ? [] : await problemsIn(ctx, full);
  const workloadOf = workloadOfPod(snapshot);
  const alerts = firingAlerts(firing, since).flatMap((alert): PlacedAlert[] => {
    const found = findEdges(graph, alert.labels, workloadOf);
    // What names no place in the mesh, such as a full disk of a node, is no matter of Weft's.
    if (found.edges.length === 0 && !found.specific) return [];
    const ids = new Set(found.specific ? found.edges.map(({ id }) => id) : []);
    const about = problems.filter(({ edges, affected }) => [...edges, ...affected].some((id) => ids.has(id)));
    return [{ alert, about }];
  });
  return { alerts, missing };
}

/** An alert is told of where every namespace that it names may be read; one that names none, to who may read all. */
function mayRead({ labels }: FiringAlert, namespaces: ReadonlySet<string> | null): boolean {
  if (namespaces === null) return true;
  const named = Object.entries(labels).flatMap(([name, value]) =>
    name === 'namespace' || name.endsWith('_namespace') ? [value] : [],
  );
  return named.length > 0 && named.every((namespace) => namespaces.has(namespace));
}
