import { z } from 'zod';
import type { Intern } from '#lib/core/intern.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { keptValue, longestValue } from './label-value.ts';
import type { Labels, MatrixRow, VectorRow } from './series.ts';

const notes = z.array(z.string()).optional();

const envelope = z.object({
  status: z.enum(['success', 'error']),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: notes,
  infos: notes,
  data: z
    .object({
      resultType: z.enum(['vector', 'matrix', 'scalar', 'string']),
      // Rows are checked by hand below: zod on 20,000 rows costs more than the graph that is built of them.
      result: z.array(z.unknown()),
      stats: z
        .object({ samples: z.object({ totalQueryableSamples: z.number() }).optional() })
        .optional()
        .catch(undefined),
    })
    .optional(),
});

/** What a Prometheus-compatible server answered to one query. */
export interface PromAnswer {
  readonly vector: readonly VectorRow[];
  readonly matrix: readonly MatrixRow[];
  readonly warnings: readonly string[];
  /** totalQueryableSamples, where the server tells. */
  readonly samples: number | null;
}

/** An answer that is not one: `refused` carries the server's own errorType and text, `malformed` what is wrong with it. */
export type PromFailure =
  | { readonly kind: 'refused'; readonly errorType: string; readonly message: string }
  | { readonly kind: 'malformed'; readonly message: string };

/** The one place where a sample's text becomes a number. `NaN`, `+Inf` and `-Inf` are no data. */
export function parseValue(text: string): number | null {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether every value of a label set is text; the texts are replaced by their interned selves, or what is kept of them. */
function isLabels(value: unknown, intern: Intern): value is Labels {
  if (!isRecord(value)) return false;
  for (const name in value) {
    const text = value[name];
    if (typeof text !== 'string') return false;
    value[name] = text.length > longestValue ? keptValue(text) : intern(text);
  }
  return true;
}

/** Does to the labels of one row what `parseAnswer` does, for who has the rows before the answer is whole. */
export function shareLabels(row: unknown, intern: Intern): void {
  if (isRecord(row)) isLabels(row.metric, intern);
}

const malformed = (message: string): PromFailure => ({ kind: 'malformed', message });

function parsePoint(raw: unknown): readonly [EpochSeconds, number | null] | null {
  if (!Array.isArray(raw) || typeof raw[0] !== 'number' || typeof raw[1] !== 'string') return null;
  return [epochSecondsOf(raw[0]), parseValue(raw[1])];
}

/** Brands a number that was checked to be one; `epochSeconds.parse` per point would dominate the decoding. */
const epochSecondsOf = (value: number): EpochSeconds => value as EpochSeconds;

function parseVector(rows: readonly unknown[], intern: Intern): VectorRow[] | null {
  const out: VectorRow[] = [];
  for (const row of rows) {
    if (!isRecord(row) || !isLabels(row.metric, intern)) return null;
    // A native histogram has `histogram` in place of `value`: nothing that Weft asks for returns one.
    const point = parsePoint(row.value);
    if (point === null) return null;
    out.push({ labels: row.metric, value: point[1] });
  }
  return out;
}

function parseMatrix(rows: readonly unknown[], intern: Intern): MatrixRow[] | null {
  const out: MatrixRow[] = [];
  for (const row of rows) {
    if (!isRecord(row) || !isLabels(row.metric, intern) || !Array.isArray(row.values)) return null;
    const points: (readonly [EpochSeconds, number | null])[] = [];
    for (const raw of row.values) {
      const point = parsePoint(raw);
      if (point === null) return null;
      points.push(point);
    }
    out.push({ labels: row.metric, points });
  }
  return out;
}

/**
 * Reads the JSON of a query or range query. The envelope is checked by zod and each row by hand. A scalar is a vector
 * of one row without labels. Warnings and infos are kept together. The rows become part of the answer, so `json` must
 * be the caller's own; `intern` makes their labels share memory with those of other answers.
 */
export function parseAnswer(
  json: unknown,
  intern: Intern = keptValue,
): { ok: true; value: PromAnswer } | { ok: false; error: PromFailure } {
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { ok: false, error: malformed('the answer is not a Prometheus API answer') };
  const { status, data, errorType, error } = parsed.data;
  if (status === 'error') {
    return {
      ok: false,
      error: { kind: 'refused', errorType: errorType ?? 'unknown', message: error ?? 'no reason given' },
    };
  }
  if (data === undefined) return { ok: false, error: malformed('the answer has no data') };
  const rest = {
    warnings: [...(parsed.data.warnings ?? []), ...(parsed.data.infos ?? [])],
    samples: data.stats?.samples?.totalQueryableSamples ?? null,
  };
  const vector = vectorOf(data.resultType, data.result, intern);
  const matrix = data.resultType === 'matrix' ? parseMatrix(data.result, intern) : [];
  if (vector === null || matrix === null) {
    return { ok: false, error: malformed(`a row of the ${data.resultType} is not as the API defines it`) };
  }
  return { ok: true, value: { vector, matrix, ...rest } };
}

function vectorOf(type: string, result: readonly unknown[], intern: Intern): VectorRow[] | null {
  if (type === 'vector') return parseVector(result, intern);
  if (type === 'scalar') return parseVector([{ metric: {}, value: result }], intern);
  return type === 'matrix' ? [] : null;
}
