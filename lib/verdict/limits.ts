import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';

const points = (least: number) => z.number().min(least).max(100);

/** What a canary is held to. Absent ones are Weft's own. */
export const limits = z.strictObject({
  /** Percentage points by which more of a canary's requests may fail than of the stable version's. */
  errorBudget: points(0.01).default(1),
  /** How many times the stable version's p99 a canary's may be. */
  latencyRatio: z.number().min(1).max(100).default(1.2),
  /** Percentage points by which a share may be moved at once. */
  maxStep: points(1).default(25),
  /** Requests of each version below which nothing is said. */
  minimumRequests: z.number().int().min(1).max(10_000_000).default(200),
  /** Percent of requests that are to succeed, of which the burn rate is taken. */
  objective: z.number().min(1).max(99.999).default(99.9),
  /** How many times faster than the objective allows failures may use it up, over 5 minutes and over an hour. */
  burnRate: z.number().min(1).max(100_000).default(14.4),
});
export type Limits = z.infer<typeof limits>;

export const defaultLimits: Limits = limits.parse({});

/** Reads limits as people write them. The error is one line that says where and what. */
export function readLimits(written: unknown): Result<Limits, string> {
  const parsed = limits.safeParse(written ?? {});
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.');
  return err(`${where}: ${issue?.message ?? 'is not valid'}`);
}
