'use client';
import { Lock, LockOpen, TriangleAlert } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { SplitResponse } from '#lib/api/edit-contract.ts';
import type { RouteDestination } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { largestWeight } from '#lib/edit/split/weights.ts';
import { formatCountOf } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { formatPercent } from '#lib/format/share.ts';
import { NumberEntry } from './number-entry.tsx';
import { ObservedCell } from './observed-cell.tsx';
import { ShareSlider } from './share-slider.tsx';
import type { SplitDraft } from './use-split-draft.ts';

export type SeenRule = SplitResponse['rules'][number];
export type SeenDestination = SeenRule['destinations'][number];

interface SplitRowProps {
  readonly destination: RouteDestination;
  readonly draft: SplitDraft;
  /** Percentages to a tenth that add up to 100; null where all weights are 0. */
  readonly declared: number | null;
  readonly wanted: number | null;
  /** What is seen of it; null where that could not be had, undefined until it is known. */
  readonly seen: SeenDestination | null | undefined;
  /** Requests per second of all that reaches the rule's destinations; null where it is not known, or not only this rule's. */
  readonly rate: number | null;
  /** Whether other rules reach the same destinations. */
  readonly mixed: boolean;
  readonly unit: string;
  readonly selected: boolean;
  readonly disabled: boolean;
  /** A lone destination takes everything: there is nothing to move. */
  readonly lone: boolean;
  readonly onSelect: () => void;
}

/** One destination: what it is, how much it shall get, what it gets. */
export function SplitRow(props: SplitRowProps) {
  const {
    destination,
    draft,
    declared,
    wanted,
    seen,
    rate,
    mixed,
    unit,
    selected,
    disabled,
    lone,
    onSelect,
  } = props;
  const { index, weight } = destination;
  const name = targetName(destination);
  const now = draft.weights[index] ?? 0;
  const locked = draft.locked[index] ?? false;
  const moved = declared !== wanted;
  return (
    <tr
      onFocusCapture={onSelect}
      className={cx(
        'border-line border-t [&>td]:px-1.5 [&>td]:py-1.5 [&>td:first-child]:pl-3 [&>td:last-child]:pr-3',
        selected && 'bg-accent-quiet/40',
      )}
    >
      <td className="min-w-0">
        <Target destination={destination} seen={seen} />
      </td>
      <td>
        {lone ? (
          <span className="text-muted">takes everything</span>
        ) : (
          <ShareSlider
            label={`Share of ${name}`}
            text={`${formatPercent(wanted)}, weight ${now}`}
            weight={now}
            sum={draft.sum}
            disabled={disabled || locked}
            observed={seen?.observed ?? null}
            onMove={(next) => draft.move(index, next)}
          />
        )}
      </td>
      <td>
        {lone ? (
          <span className="tabular block text-right text-muted">{weight ?? 'absent'}</span>
        ) : (
          <NumberEntry
            label={`Weight of ${name}`}
            value={now}
            max={largestWeight}
            disabled={disabled || locked}
            onEnter={(next) => draft.enter(index, next)}
          />
        )}
        {weight === null && now === destination.effective && !lone ? (
          <span className="block text-right text-faint text-xs">absent: {now}</span>
        ) : null}
      </td>
      <td>
        {lone ? null : (
          <IconButton
            icon={locked ? Lock : LockOpen}
            label={locked ? `Unlock ${name}` : `Lock ${name}: others move, it does not`}
            aria-pressed={locked}
            disabled={disabled}
            onClick={() => draft.lock(index)}
          />
        )}
      </td>
      <td className="tabular whitespace-nowrap text-right">
        {moved ? (
          <>
            <span className="text-muted">{formatPercent(declared)} → </span>
            <span className="font-medium text-accent">{formatPercent(wanted)}</span>
          </>
        ) : (
          formatPercent(declared)
        )}
      </td>
      <td className="min-w-0">
        <ObservedCell
          observed={seen === undefined ? undefined : (seen?.observed ?? null)}
          declared={destination.share}
          mixed={mixed}
        />
      </td>
      <td className="tabular text-right">
        {formatRateShort(seen?.rate ?? null, unit)}
        {moved && rate !== null && wanted !== null ? (
          <span
            className="block whitespace-nowrap text-accent text-xs"
            title="A prediction, of the shares alone"
          >
            → {formatRateShort((rate * wanted) / 100, unit)} predicted
          </span>
        ) : null}
      </td>
    </tr>
  );
}

function Target({
  destination,
  seen,
}: {
  destination: RouteDestination;
  seen: SeenDestination | null | undefined;
}) {
  const { host, subset, port, backend, namespace } = destination;
  const kind = backend !== null && backend.kind !== 'Service' ? `${backend.kind} ` : '';
  return (
    <>
      <p className="flex min-w-0 items-center gap-1.5">
        <span className="min-w-0 truncate font-medium" title={host}>
          {kind}
          {host.split('.')[0]}
        </span>
        {subset === null ? null : (
          <span className="shrink-0 rounded-sm border border-line-strong px-1 text-xs leading-4">
            {subset}
          </span>
        )}
        {port === null ? null : <span className="shrink-0 text-faint text-xs">:{port}</span>}
        {namespace === null ? null : <span className="truncate text-faint text-xs">{namespace}</span>}
      </p>
      {seen?.subset === 'missing' ? (
        <Missing>{`Subset ${subset ?? ''} is not defined: requests would fail with 503.`}</Missing>
      ) : (
        <Pods seen={seen} />
      )}
    </>
  );
}

function Pods({ seen }: { seen: SeenDestination | null | undefined }) {
  if (seen === undefined) return <p className="skeleton mt-0.5 h-3 w-20" />;
  if (seen === null || seen.ready === null) return <p className="text-faint text-xs">pods not known</p>;
  const scales = seen.autoscaler === null ? '' : `, scales ${seen.autoscaler.min} to ${seen.autoscaler.max}`;
  const text = `${formatCountOf(seen.ready, seen.pods ?? seen.ready)} pods ready${scales}`;
  if (seen.ready === 0) return <Missing>{text}</Missing>;
  return <p className="tabular truncate text-faint text-xs">{text}</p>;
}

const Missing = ({ children }: { children: string }) => (
  <p className="flex gap-1 text-fail text-xs">
    <TriangleAlert size={12} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
    <span>{children}</span>
  </p>
);
