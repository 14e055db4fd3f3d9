import type { MatrixRow, QueryAnswer, QueryResult } from '../promql/engine.ts';
import { decimal, sampleText, timeText } from '../promql/number-text.ts';

/** The `data` of a query's answer as Prometheus writes it; `stats` only when asked for. */
export function renderAnswer(answer: QueryAnswer, stats: RenderedStats | null): string {
  const { type, text } = renderResult(answer.result);
  const tail = stats === null ? '' : `,"stats":${renderStats(answer, stats)}`;
  return `{"resultType":"${type}","result":${text}${tail}}`;
}

export interface RenderedStats {
  readonly seconds: number;
}

function renderResult(result: QueryResult): { type: string; text: string } {
  switch (result.type) {
    case 'scalar':
      return { type: 'scalar', text: `[${timeText(result.timeMs)},"${decimal(result.value)}"]` };
    case 'string':
      return { type: 'string', text: `[${timeText(result.timeMs)},${JSON.stringify(result.value)}]` };
    case 'vector': {
      const time = timeText(result.timeMs);
      const { labels, values } = result.vector;
      const rows = labels.map(
        (row, index) =>
          `{"metric":${row.json()},"value":[${time},"${sampleText(values[index] ?? Number.NaN)}"]}`,
      );
      return { type: 'vector', text: `[${rows.join(',')}]` };
    }
    case 'matrix':
      return { type: 'matrix', text: `[${result.rows.map(renderRow).join(',')}]` };
  }
}

function renderRow(row: MatrixRow): string {
  const points = row.times.map(
    (time, index) => `[${timeText(time)},"${sampleText(row.values[index] ?? Number.NaN)}"]`,
  );
  return `{"metric":${row.labels.json()},"values":[${points.join(',')}]}`;
}

/** Timings are what this process took; the phases that Prometheus tells apart are one here. */
function renderStats(answer: QueryAnswer, stats: RenderedStats): string {
  return JSON.stringify({
    timings: {
      evalTotalTime: stats.seconds,
      resultSortTime: 0,
      queryPreparationTime: 0,
      innerEvalTime: stats.seconds,
      execQueueTime: 0,
      execTotalTime: stats.seconds,
    },
    samples: { totalQueryableSamples: answer.samples.total, peakSamples: answer.samples.peak },
  });
}

/** A successful answer around its data. */
export function success(data: string, warnings: readonly string[] = []): string {
  const tail = warnings.length === 0 ? '' : `,"warnings":${JSON.stringify(warnings)}`;
  return `{"status":"success","data":${data}${tail}}`;
}

export const failure = (errorType: string, error: string): string =>
  JSON.stringify({ status: 'error', errorType, error });
