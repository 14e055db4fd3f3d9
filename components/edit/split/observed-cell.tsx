import { cx } from '#components/ui/cx.ts';
import type { SplitResponse } from '#lib/api/edit-contract.ts';
import { formatCount, formatCountOf } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';

type Observed = SplitResponse['rules'][number]['destinations'][number]['observed'];

/** Below this many requests the count stands before the band. */
const small = 200;

interface ObservedCellProps {
  /** Undefined until it is known. */
  readonly observed: Observed | undefined;
  /** The share that is declared now, 0 to 1; null where the rule sends nothing anywhere. */
  readonly declared: number | null;
  /** Whether other rules reach it too, so that its share cannot be told apart. */
  readonly mixed: boolean;
}

/** What a destination got of the requests since the route last changed, and how sure that is. */
export function ObservedCell({ observed, declared, mixed }: ObservedCellProps) {
  if (observed === undefined)
    return <span className="skeleton block h-4 w-16" role="status" aria-label="Loading" />;
  if (mixed) return <span className="text-muted">a mixture</span>;
  if (observed === null) return <span className="text-faint">not known</span>;
  const { share, low, high, requests } = observed;
  const outside = declared !== null && (declared < low || declared > high);
  return (
    <span className="block">
      <span className={cx('tabular', outside && 'font-medium text-warn')}>
        {outside ? '≠ ' : ''}
        {formatShare(share)}
      </span>
      <span className="tabular block truncate text-faint text-xs" title={bandText(observed)}>
        {requests < small
          ? formatCountOf(share * requests, requests)
          : `${band(low)}–${band(high)} of ${formatCount(requests)}`}
      </span>
    </span>
  );
}

const band = (share: number): string => (share * 100).toFixed(1);

const bandText = ({ requests, low, high }: NonNullable<Observed>): string =>
  `99 % band ${formatShare(low)} to ${formatShare(high)}, of ${formatCount(requests)} counted at the callers since the route last changed.`;
