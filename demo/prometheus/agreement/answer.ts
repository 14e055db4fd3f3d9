import { z } from 'zod';

const sample = z.tuple([z.number(), z.string()]);
const body = z.union([
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('scalar'), result: sample }),
      z.object({ resultType: z.literal('string'), result: sample }),
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: sample })),
      }),
      z.object({
        resultType: z.literal('matrix'),
        result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(sample) })),
      }),
    ]),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/** An answer made comparable: rows by their labels, or the type of the error. */
export type Answer =
  | { readonly kind: 'error'; readonly type: string; readonly message: string }
  | { readonly kind: 'rows'; readonly type: string; readonly rows: ReadonlyMap<string, readonly Sample[]> };

export type Sample = z.infer<typeof sample>;

const keyOf = (metric: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Reads an answer of either server, for comparison. */
export function parseAnswer(json: unknown): Answer {
  const parsed = body.parse(json);
  if (parsed.status === 'error') return { kind: 'error', type: parsed.errorType, message: parsed.error };
  const { data } = parsed;
  switch (data.resultType) {
    case 'scalar':
    case 'string':
      return { kind: 'rows', type: data.resultType, rows: new Map([['', [data.result]]]) };
    case 'vector':
      return {
        kind: 'rows',
        type: 'vector',
        rows: new Map(data.result.map((row) => [keyOf(row.metric), [row.value]])),
      };
    case 'matrix':
      return {
        kind: 'rows',
        type: 'matrix',
        rows: new Map(data.result.map((row) => [keyOf(row.metric), row.values])),
      };
  }
}
