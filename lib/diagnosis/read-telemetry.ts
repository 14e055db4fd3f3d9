import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { breakDown } from '#lib/graph/breakdown.ts';
import { linesOf } from '#lib/graph/chart-series.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import { latencyByPod, requestsByPod } from '#lib/prom/queries/by-pod.ts';
import {
  certificateExpiry,
  controlPlaneQueries,
  edgeDuration,
  edgeRequestsBefore,
  rbacJudged,
} from '#lib/prom/queries/diagnosis.ts';
import { edgeFailures, edgeRequests } from '#lib/prom/queries/edge-rates.ts';
import type { MatrixRow, VectorRow } from '#lib/prom/series.ts';
import type { Point } from './onset.ts';
import { sidesOf } from './rows.ts';
import type { DiagnosisInput } from './situation.ts';
import { situationOf } from './situation.ts';
import type { ControlPlaneTelemetry, Telemetry } from './telemetry.ts';
import { noTelemetry } from './telemetry.ts';

/** Who asks Prometheus; a query that fails answers nothing. */
export interface Ask {
  readonly now: (query: NamedQuery) => Promise<readonly VectorRow[]>;
  readonly chart: (query: NamedQuery) => Promise<readonly MatrixRow[]>;
  /** The moments of a chart, and the window of its rates. */
  readonly axis: readonly EpochSeconds[];
  readonly rateWindow: Seconds;
}

type Subject = Omit<DiagnosisInput, 'telemetry'>;

/** Asks about one edge: errors, requests and latency of the last half hour, who of each end has them, policies, certificates, istiod. */
export async function readTelemetry(subject: Subject, ask: Ask): Promise<Telemetry> {
  // The ends are looked up as for a symptom; which one says nothing here.
  const situation = situationOf(
    { ...subject, telemetry: noTelemetry },
    { kind: 'stopped', now: 0, before: 0, since: null },
  );
  const [callee] = situation.callees;
  const { matchers } = situation;
  const { window } = subject.graph;
  const tcp = subject.edge.protocol === 'tcp';
  const none = Promise.resolve([]);
  const [series, requests, latency, judged, certificates, control] = await Promise.all([
    tcp ? noTelemetry.series : readSeries(subject, matchers, ask),
    tcp ? none : ask.now(requestsByPod(matchers, window)),
    tcp ? none : ask.now(latencyByPod(matchers, window)),
    callee === undefined ? none : ask.now(rbacJudged(callee.namespace, callee.name, window)),
    callee === undefined ? none : ask.now(certificateExpiry(callee.namespace, callee.name)),
    readControlPlane(subject.graph, ask),
  ]);
  const { source, target, snapshot } = subject;
  const endOf = ({ cluster, namespace }: typeof source) => ({
    cluster: snapshot.clusters.get(cluster) ?? null,
    namespace,
  });
  const answers = { requests, latency, p95: [], bytes: [] };
  return {
    series,
    parts: breakDown({ callee: endOf(target), caller: endOf(source), window, answers }),
    rbacDenied: deniedOf(judged),
    certExpiry: firstValue(certificates),
    control,
  };
}

/** What istiod tells of itself. */
export async function readControlPlane(
  { window, at }: Pick<DiagnosisInput['graph'], 'window' | 'at'>,
  ask: Pick<Ask, 'now'>,
): Promise<ControlPlaneTelemetry> {
  const queries = controlPlaneQueries(window);
  const [connections, rejects, convergence, root, certificates, signing] = await Promise.all(
    [
      queries.connections,
      queries.rejects,
      queries.convergence,
      queries.rootExpiry,
      queries.certificates,
      queries.signing,
    ].map((query) => ask.now(query)),
  );
  const refused = (rejects ?? []).filter(({ value }) => (value ?? 0) > 0);
  const ends = firstValue(root);
  return {
    connections: firstValue(connections),
    rejects: rejects === undefined || rejects.length === 0 ? null : sumOf(refused),
    rejected: refused.flatMap(({ labels }) => labels.type ?? []),
    convergence: firstValue(convergence),
    rootExpiry: ends === null ? null : ends - at,
    firstExpiry: firstValue(certificates),
    unsigned: firstValue(signing),
  };
}

const sumOf = (rows: readonly VectorRow[]): number => rows.reduce((sum, { value }) => sum + (value ?? 0), 0);

const firstValue = (rows: readonly VectorRow[] | undefined): number | null => rows?.[0]?.value ?? null;

/** Null where nothing was judged at all: the counter may not be exported. */
function deniedOf(rows: readonly VectorRow[]): number | null {
  if (rows.length === 0) return null;
  return rows.find(({ labels }) => labels.authz_enforce_result === 'denied')?.value ?? 0;
}

async function readSeries({ edge, graph }: Subject, matchers: Parameters<typeof edgeRequests>[0], ask: Ask) {
  const { caller, callee } = sidesOf(edge);
  const reporter = caller ?? callee;
  const past = Promise.all(edgeRequestsBefore(matchers, graph.window).map((query) => ask.now(query)));
  const [requests, failures, duration] = await Promise.all([
    ask.chart(edgeRequests(matchers, ask.rateWindow)),
    ask.chart(edgeFailures(matchers, ask.rateWindow)),
    ask.chart(edgeDuration(matchers, ask.rateWindow)),
  ]);
  const sum = (rows: readonly MatrixRow[], counts: (row: MatrixRow) => boolean) =>
    pointsOf(
      rows.filter((row) => row.labels.reporter === reporter && counts(row)),
      ask.axis,
    );
  const rates = sum(requests, () => true);
  const errors = sum(failures, isError);
  const spent = sum(duration, () => true);
  return {
    requests: rates,
    past: (await past).map((rows) => rows.find(({ labels }) => labels.reporter === reporter)?.value ?? null),
    // Where requests were counted and no errors were, there were none.
    errors: rates.map(([at, value], i): Point => [at, value === null ? null : (errors[i]?.[1] ?? 0)]),
    latency: rates.map(([at, value], i): Point => {
      const ms = spent[i]?.[1] ?? null;
      return [at, value === null || value === 0 || ms === null ? null : ms / value];
    }),
  };
}

const isError = ({ labels }: MatrixRow): boolean =>
  outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null;

const pointsOf = (rows: readonly MatrixRow[], axis: readonly EpochSeconds[]): readonly Point[] =>
  linesOf(rows, axis, () => 'all')[0]?.points ?? axis.map((at): Point => [at, null]);
