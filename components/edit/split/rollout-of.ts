import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';

/** The version that a rule rolls out, the destination that gets it, and the version that it is compared with. */
export interface Rollout {
  readonly version: string;
  readonly index: number;
  readonly stable: string;
}

/**
 * What a rule rolls out: the version that a person named, which stays the canary when it has the larger part, else the one that has
 * the most of those that are not stable. Null where no destination of the rule leads to one version besides another.
 */
export function rolloutOf(
  { versions, stable }: Pick<VerdictResponse, 'versions' | 'stable'>,
  rule: Pick<RouteRule, 'destinations'>,
  named: string | null,
): Rollout | null {
  const placed = versions.flatMap(({ version, targets }) => {
    const index = rule.destinations.findIndex(({ fullHost, subset }) =>
      targets.some((target) => target.host === fullHost && target.subset === subset),
    );
    return index < 0 ? [] : [{ version, index, share: rule.destinations[index]?.share ?? 0 }];
  });
  const byShare = placed.toSorted((a, b) => b.share - a.share);
  const canary =
    placed.find(({ version }) => version === named) ?? byShare.find(({ version }) => version !== stable);
  const other = byShare.find(({ version }) => version !== canary?.version);
  return canary === undefined || other === undefined
    ? null
    : { version: canary.version, index: canary.index, stable: other.version };
}
