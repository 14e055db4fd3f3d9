import type { EdgeResponse } from '#lib/api/details-contract.ts';
import { bytesPerSecond, milliseconds } from '#lib/core/units.ts';
import { type Line, linesOf } from '#lib/graph/chart-series.ts';
import { type Reporter, reporter as reporterName } from '#lib/graph/model.ts';
import { outcomeClass } from '#lib/health/outcome.ts';
import type { Matcher } from '#lib/prom/promql.ts';
import {
  edgeBodyBytes,
  edgeBytesReceived,
  edgeBytesSent,
  edgeFailures,
  edgeRequests,
} from '#lib/prom/queries/edge-rates.ts';
import { percentile, percentiles } from '#lib/prom/queries/percentiles.ts';
import type { MatrixRow, VectorRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { TrafficReading } from '../prom/source.ts';
import { type Asker, createAsker } from './asker.ts';

/** What is asked of Prometheus for the one edge or node that is looked at. */
export type Details = Pick<EdgeResponse, 'percentiles' | 'throughput' | 'charts' | 'promql' | 'missing'>;

export interface DetailsInput {
  readonly reading: TrafficReading;
  readonly matchers: readonly Matcher[];
  readonly tcp: boolean;
  /** Whose latency the chart shows. */
  readonly shown: Reporter;
}

/** Percentiles and bytes over the window and charts of the last half hour. A query that fails leaves its own part empty. */
export async function readDetails(ctx: Context, input: DetailsInput): Promise<Details> {
  const asked = createAsker(ctx, input.reading);
  const [found, throughput, charts] = await Promise.all([
    input.tcp ? [] : readPercentiles(asked, input),
    input.tcp ? [] : readThroughput(asked, input),
    input.tcp ? tcpCharts(asked, input) : requestCharts(asked, input),
  ]);
  return { percentiles: found, throughput, charts, promql: asked.promql, missing: asked.missing };
}

const reporterOf = ({ labels }: MatrixRow | VectorRow): Reporter | null =>
  reporterName.safeParse(labels.reporter).data ?? null;

async function readPercentiles(asked: Asker, { matchers, reading }: DetailsInput) {
  const [p50, p95, p99] = await Promise.all(
    percentiles.map((p) => asked.now(percentile(p, matchers, reading.window))),
  );
  const unit = milliseconds.nullable();
  return reportersIn(p50, p95, p99).map((reporter) => ({
    reporter,
    p50: unit.parse(valueOfReporter(p50, reporter)),
    p95: unit.parse(valueOfReporter(p95, reporter)),
    p99: unit.parse(valueOfReporter(p99, reporter)),
  }));
}

async function readThroughput(asked: Asker, { matchers, reading }: DetailsInput) {
  const [request, response] = await Promise.all(
    (['request', 'response'] as const).map((of) => asked.now(edgeBodyBytes(of, matchers, reading.window))),
  );
  const unit = bytesPerSecond.nullable();
  return reportersIn(request, response).map((reporter) => ({
    reporter,
    request: unit.parse(valueOfReporter(request, reporter)),
    response: unit.parse(valueOfReporter(response, reporter)),
  }));
}

type Rows = readonly VectorRow[] | undefined;

/** Those of which some answer has a row. */
const reportersIn = (...answers: readonly Rows[]): readonly Reporter[] =>
  reporterName.options.filter((name) =>
    answers.some((rows) => rows?.some((row) => reporterOf(row) === name)),
  );

const valueOfReporter = (rows: Rows, reporter: Reporter): number | null =>
  rows?.find((row) => reporterOf(row) === reporter)?.value ?? null;

async function requestCharts(asked: Asker, { matchers, shown }: DetailsInput): Promise<Details['charts']> {
  const { axis, rateWindow } = asked;
  const [rate, failures, ...latencies] = await Promise.all([
    asked.chart(edgeRequests(matchers, rateWindow)),
    asked.chart(edgeFailures(matchers, rateWindow)),
    ...percentiles.map((p) => asked.chart(percentile(p, matchers, rateWindow))),
  ]);
  const lines = linesOf(rate, axis, reporterOf);
  const errors = linesOf(failures, axis, (row) => (isError(row) ? reporterOf(row) : null));
  const latency = percentiles.flatMap((p, i) =>
    linesOf(latencies[i] ?? [], axis, (row) => (reporterOf(row) === shown ? `p${p}` : null)),
  );
  const codes = linesOf(failures, axis, (row) =>
    isError(row) && reporterOf(row) === shown ? codeOf(row) : null,
  );
  const failed = asked.missing.some(({ query }) => query === 'errors chart');
  return { rate: lines, errors: failed ? [] : withZeros(errors, lines), codes, latency };
}

const isError = ({ labels }: MatrixRow): boolean =>
  outcomeClass(labels.response_code ?? '-', labels.grpc_response_status ?? null) !== null;

/** What an answer was, as the inspector's table writes it: `503 UC`, `gRPC 14 UF`. Prometheus writes no flags as `-`. */
function codeOf({ labels }: MatrixRow): string {
  const grpc = labels.grpc_response_status;
  const code =
    grpc !== undefined && grpc !== '' && grpc !== '0' ? `gRPC ${grpc}` : (labels.response_code ?? '-');
  const flags = (labels.response_flags ?? '').split(',').filter((flag) => flag !== '' && flag !== '-');
  return [code, ...flags.sort()].join(' ');
}

/** Where requests were counted and no errors were, there were none: 0. Where nothing was counted, the gap stays. */
function withZeros(errors: readonly Line[], rates: readonly Line[]): Line[] {
  return rates.map(({ name, points }) => {
    const own = errors.find((line) => line.name === name);
    return {
      name,
      points: points.map(([at, rate], i) => [at, rate === null ? null : (own?.points[i]?.[1] ?? 0)]),
    };
  });
}

async function tcpCharts(asked: Asker, { matchers }: DetailsInput): Promise<Details['charts']> {
  const { axis, rateWindow } = asked;
  const [sent, received] = await Promise.all([
    asked.chart(edgeBytesSent(matchers, rateWindow)),
    asked.chart(edgeBytesReceived(matchers, rateWindow)),
  ]);
  const named = (what: string) => (row: MatrixRow) => {
    const reporter = reporterOf(row);
    return reporter === null ? null : `${what} ${reporter}`;
  };
  const rate = [...linesOf(sent, axis, named('sent')), ...linesOf(received, axis, named('received'))];
  return { rate, errors: [], codes: [], latency: [] };
}
