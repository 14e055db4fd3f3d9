import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { LatencyTolerance } from './latency.ts';
import { defaultTolerances, readTolerance, type Tolerance, wholePattern } from './tolerance.ts';

/** Tolerances of what the three patterns match whole; an absent pattern matches everything. */
export interface ToleranceRule {
  readonly namespace: RegExp | null;
  readonly kind: RegExp | null;
  readonly name: RegExp | null;
  readonly tolerances: readonly Tolerance[];
  readonly latency: readonly LatencyTolerance[];
}

/** What health is asked for: `kind` is `app`, `workload` or `service`. */
export interface Entity {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

const applies = ({ namespace, kind, name }: ToleranceRule, entity: Entity): boolean =>
  (namespace?.test(entity.namespace) ?? true) &&
  (kind?.test(entity.kind) ?? true) &&
  (name?.test(entity.name) ?? true);

/** The tolerances of an entity: those of the first rule that applies and has some, else the last one's, else Weft's own. */
export function tolerancesFor(rules: readonly ToleranceRule[], entity: Entity): readonly Tolerance[] {
  const written = rules.filter(({ tolerances }) => tolerances.length > 0);
  return (written.find((rule) => applies(rule, entity)) ?? written.at(-1))?.tolerances ?? defaultTolerances;
}

/** The latency that an entity may have: that of the first rule that applies and says something of it. */
export const latencyFor = (rules: readonly ToleranceRule[], entity: Entity): readonly LatencyTolerance[] =>
  rules.find((rule) => rule.latency.length > 0 && applies(rule, entity))?.latency ?? [];

const pattern = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === '') return null;
    try {
      return new RegExp(`^(?:${text})$`);
    } catch {
      context.addIssue({ code: 'custom', message: `"${text}" is not a regular expression` });
      return z.NEVER;
    }
  });

const tolerance = z
  .object({
    code: z.string().default(''),
    protocol: z.string().default(''),
    direction: z.string().default(''),
    degraded: z.number(),
    failure: z.number(),
  })
  .transform((written, context) => {
    const read = readTolerance(written);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'has a pattern or a percentage that makes no sense' });
    return z.NEVER;
  });

const wholeOrAny = (text: string, context: z.RefinementCtx): RegExp => {
  const read = wholePattern(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: `"${text}" is not a regular expression` });
  return z.NEVER;
};

const latency = z
  .object({
    protocol: z.string().default('').transform(wholeOrAny),
    direction: z.string().default('').transform(wholeOrAny),
    degraded: z.number().positive(),
    failure: z.number().positive(),
  })
  .transform(({ failure: failing, ...rest }) => ({ ...rest, failing }));

const rules = z.array(
  z
    .object({
      namespace: pattern,
      kind: pattern,
      name: pattern,
      tolerance: z.array(tolerance).default([]),
      latency: z.array(latency).default([]),
    })
    .transform(({ tolerance: tolerances, ...rest }) => ({ ...rest, tolerances })),
);

/**
 * Reads a list of rules as people write them, the shape that Kiali's `health_config.rate` has: patterns over `namespace`,
 * `kind` and `name`, and under `tolerance` thresholds in percent; beside them, which Kiali has not, under `latency` thresholds of the
 * mean in milliseconds. The error is one line that says where and what.
 */
export function readToleranceRules(written: unknown): Result<readonly ToleranceRule[], string> {
  const parsed = rules.safeParse(written);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the list' : issue.path.join('.');
  return err(`${where}: ${issue?.message ?? 'is not valid'}`);
}
