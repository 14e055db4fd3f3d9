import type { QueryCost } from '#lib/api/status-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { type EpochSeconds, milliseconds, type Seconds } from '#lib/core/units.ts';
import type { KnownBy } from '#lib/prom/queries/known-target.ts';
import { type MeshWideQuery, measureOfRow, meshWide } from '#lib/prom/queries/mesh-wide.ts';
import type { Measure, TrafficSample, VectorRow } from '#lib/prom/series.ts';
import type { PromClient } from './client.ts';
import type { MissingPart } from './source.ts';

/** What the mesh-wide queries of one moment brought. `failed` is set when not one of them did. */
export interface Refresh {
  readonly samples: readonly TrafficSample[];
  readonly missing: readonly MissingPart[];
  readonly costs: readonly QueryCost[];
  readonly failed: unknown;
}

interface Outcome {
  readonly measure: Measure;
  readonly rows: readonly VectorRow[];
  readonly cost: QueryCost;
  readonly error: unknown;
}

/** Asks everything about one moment at once. A query that fails takes only its own part with it. */
export async function refresh(
  client: PromClient,
  window: Seconds,
  at: EpochSeconds,
  knownBy: KnownBy,
  signal: AbortSignal,
): Promise<Refresh> {
  const outcomes = await Promise.all(meshWide(window, knownBy).map((each) => ask(client, each, at, signal)));
  const samples: TrafficSample[] = [];
  for (const { measure, rows } of outcomes) {
    for (const { labels, value } of rows) {
      if (value !== null) samples.push({ measure: measureOfRow(measure, labels), labels, value });
    }
  }
  const broken = outcomes.filter((outcome) => outcome.error !== null);
  return {
    samples,
    missing: broken.map(({ cost }) => ({ query: cost.name, reason: cost.error ?? '' })),
    costs: outcomes.map((outcome) => outcome.cost),
    failed: broken.length === outcomes.length ? (broken[0]?.error ?? null) : null,
  };
}

async function ask(
  client: PromClient,
  { measure, query }: MeshWideQuery,
  at: EpochSeconds,
  signal: AbortSignal,
): Promise<Outcome> {
  const cost = { name: query.name, promql: client.promql(query), at };
  try {
    const answer = await client.query(query, at, signal);
    const { took, samples, warnings } = answer;
    const spent = { took: milliseconds.parse(took), series: answer.vector.length, samples };
    return {
      measure,
      rows: answer.vector,
      cost: { ...cost, ...spent, warnings: [...warnings], error: null },
      error: null,
    };
  } catch (error) {
    const reason = isWeftError(error) ? error.message : 'The query failed.';
    return {
      measure,
      rows: [],
      cost: { ...cost, took: null, series: null, samples: null, warnings: [], error: reason },
      error,
    };
  }
}
