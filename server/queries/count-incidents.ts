import type { Context } from '../context.ts';
import { problemsNow, stances } from './problem-memory.ts';
import { maySee } from './problems.ts';
import { visibilityOf } from './visibility.ts';

/**
 * How many problems are open for a viewer, those that were put off or are over left out, as last looked at: whoever asks how things are waits
 * for nothing. Null where it is not known now.
 */
export function countIncidents(ctx: Pick<Context, 'prom' | 'notes' | 'viewer' | 'clock'>): number | null {
  const now = ctx.clock.now() / 1000;
  const problems = problemsNow(ctx, now);
  if (problems === null) return null;
  const visibility = visibilityOf(ctx);
  const standing = stances(ctx, now);
  return problems.filter(
    (problem) =>
      !problem.over && maySee(problem, visibility) && standing(problem.key, problem.rate).state !== 'snoozed',
  ).length;
}
