import { cx } from '#components/ui/cx.ts';
import type { RouteDestination } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { formatPercent } from '#lib/format/share.ts';

interface StackedBarProps {
  readonly destinations: readonly RouteDestination[];
  /** Percentages in their order; null where all weights are 0. */
  readonly shares: readonly number[] | null;
  /** The place of the destination that is moved. */
  readonly selected: number;
}

/** Below this percentage a part has no room for its name. */
const nameable = 12;

/** The rule as a whole, by shares; what is moved stands out. */
export function StackedBar({ destinations, shares, selected }: StackedBarProps) {
  const text = destinations
    .map((one, i) => `${targetName(one)} ${formatPercent(shares?.[i] ?? null)}`)
    .join(', ');
  return (
    <div
      role="img"
      aria-label={`Shares: ${text}`}
      className="flex h-6 gap-0.5 overflow-hidden rounded-md bg-sunken"
    >
      {destinations.map((one, i) => {
        const share = shares?.[i] ?? 0;
        if (share === 0) return null;
        return (
          <div
            key={one.index}
            title={`${targetName(one)} ${formatPercent(share)}`}
            className={cx(
              'flex min-w-1 items-center justify-center overflow-hidden whitespace-nowrap text-xs',
              i === selected ? 'bg-accent text-on-accent' : 'bg-line-strong text-text',
            )}
            style={{ flexGrow: share, flexBasis: 0 }}
          >
            {share < nameable ? null : (
              <span className="tabular truncate px-1">
                {targetName(one)} {formatPercent(share)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
