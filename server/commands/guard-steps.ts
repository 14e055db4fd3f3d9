import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import type { Check } from '#lib/core/check.ts';
import { seconds } from '#lib/core/units.ts';
import { type ChangedRule, changedRules } from '#lib/edit/checks/changed-rules.ts';
import type { PlanInput } from '#lib/edit/checks/plan-input.ts';
import { shareSteps } from '#lib/edit/checks/share-steps.ts';
import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { burnWindows } from '#lib/verdict/burn-rate.ts';
import { guardRails, type ShareStep } from '#lib/verdict/guard-rails.ts';
import { defaultLimits } from '#lib/verdict/limits.ts';
import type { Context } from '../context.ts';
import { readVerdict } from '../queries/verdict.ts';

/**
 * The guard rails of every rule whose shares a plan moves, by how the versions do now. Where they cannot be compared (TCP, a
 * namespace that the viewer may not read, no metrics) the size of the step still counts, and the rest is told as not known.
 */
export async function guardSteps(ctx: Context, input: PlanInput): Promise<readonly Check[]> {
  const moved = input.steps.flatMap(changedRules).flatMap((changed) => {
    const shares = shareSteps(input.after, changed);
    return shares.some(({ now, next }) => now !== next) ? [{ changed, shares }] : [];
  });
  const judged = await Promise.all(
    moved.map(async ({ changed, shares }) => {
      const verdict = await verdictOf(ctx, changed, giverOf(shares));
      return guardRails({
        shares,
        stable: verdict?.stable ?? null,
        verdicts: verdict?.versions.flatMap((version) => version.verdict ?? []) ?? [],
        burn: verdict?.burn ?? { short: null, long: null },
        incidents: verdict?.incidents ?? [],
        limits: ctx.guardRails ?? defaultLimits,
      });
    }),
  );
  // Two rules of one service are held to the same.
  return [...new Map(judged.flat().map((check) => [`${check.code} ${check.says}`, check])).values()];
}

/** Past half of the requests a canary has the larger part: a step is judged against the version that it takes most from. */
const giverOf = (shares: readonly ShareStep[]): string | null =>
  shares.toSorted((a, b) => a.next - a.now - (b.next - b.now))[0]?.version ?? null;

async function verdictOf(
  ctx: Context,
  { step, rule }: ChangedRule,
  stable: string | null,
): Promise<VerdictResponse | null> {
  const service = rule.destinations[0]?.fullHost;
  if (service === undefined || rule.protocol === 'tcp' || rule.protocol === 'tls') return null;
  const namespace = parseServiceFqdn(service)?.namespace ?? step.ref.namespace ?? '';
  const window = seconds.parse(burnWindows.short);
  const query = { cluster: step.ref.cluster, namespace, service, stable, window, at: null };
  return readVerdict(ctx, query).catch(() => null);
}
