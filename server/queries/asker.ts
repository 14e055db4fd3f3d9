import type { EdgeResponse } from '#lib/api/details-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { chartStep } from '#lib/core/time.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { axisOf } from '#lib/graph/chart-series.ts';
import type { NamedQuery } from '#lib/prom/promql.ts';
import type { MatrixRow, VectorRow } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { RangeSpan, TrafficReading } from '../prom/source.ts';

/** Charts look back this far, whatever the window of the graph. */
const chartSpan = seconds.parse(1800);

/** What was asked, to copy, and what of it failed. */
export type Asked = Pick<EdgeResponse, 'promql' | 'missing'>;

/** Asks for the details of one reading. A query that fails is noted and answers nothing: the others keep their parts. */
export function createAsker(ctx: Context, { at, scrapeInterval }: TrafficReading) {
  const { step, rateWindow } = chartStep(chartSpan, scrapeInterval);
  const end = epochSeconds.parse(Math.floor(at / step) * step);
  const span: RangeSpan = {
    start: epochSeconds.parse(end - Math.floor(chartSpan / step) * step),
    end,
    step,
  };
  const missing: Asked['missing'] = [];
  const promql: Asked['promql'] = [];

  async function orMissing<T>(query: NamedQuery, asked: Promise<readonly T[]>): Promise<readonly T[]> {
    promql.push({ name: query.name, promql: ctx.prom.promql(query) });
    try {
      return await asked;
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      missing.push({ query: query.name, reason: isWeftError(error) ? error.message : 'The query failed.' });
      return [];
    }
  }

  const named = (query: NamedQuery, name: string): NamedQuery => ({ ...query, name });
  return {
    axis: axisOf(span.start, span.end, span.step),
    rateWindow,
    missing,
    promql,
    now: (query: NamedQuery): Promise<readonly VectorRow[]> =>
      orMissing(query, ctx.prom.instant(query, at, ctx.signal)),
    chart: (query: NamedQuery): Promise<readonly MatrixRow[]> =>
      orMissing(named(query, `${query.name} chart`), ctx.prom.range(query, span, ctx.signal)),
  };
}

export type Asker = ReturnType<typeof createAsker>;
