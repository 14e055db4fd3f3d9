import { z } from 'zod';
import { milliseconds, perSecond } from '#lib/core/units.ts';
import { interval } from './interval.ts';

/** How often one answer was given. */
const answerCount = z.object({
  /** HTTP's status; `-` where there was no answer. */
  code: z.string(),
  grpcStatus: z.string().nullable(),
  flags: z.array(z.string()),
  count: z.number(),
  outcome: z.enum(['succeeded', 'failed', 'refused']),
});
export type AnswerCount = z.infer<typeof answerCount>;

/**
 * Requests counted over a window. `failed`: 5xx, no answer, gRPC statuses of the server; `refused`: 4xx and gRPC statuses that the
 * caller brings about. Whole numbers that rather are too small: rates are extrapolated to the ends of their window.
 */
export const tally = z.object({
  rate: perSecond,
  requests: z.number().int(),
  failed: z.number().int(),
  refused: z.number().int(),
  /** Where the share of those that fail lies, at 99 %. */
  failing: interval.nullable(),
  /** The most frequent first. */
  answers: z.array(answerCount),
});
export type Tally = z.infer<typeof tally>;

const percentiles = z.object({
  p50: milliseconds.nullable(),
  p95: milliseconds.nullable(),
  p99: milliseconds.nullable(),
});

/** What was seen of one version. Null where there is no data, which is not 0. */
export const versionNumbers = z.object({
  version: z.string(),
  tally: tally.nullable(),
  latency: percentiles,
});
export type VersionNumbers = z.infer<typeof versionNumbers>;
