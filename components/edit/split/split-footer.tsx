'use client';
import { usePlanReview } from '#components/data/use-plan-review.ts';
import { useSettled } from '#components/data/use-settled.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { plural } from '#lib/format/ellipsis.ts';

/** A plan is tried once nobody has moved anything for so long, in milliseconds. */
const pause = 400;

interface SplitFooterProps {
  /** What will happen; null where nothing would change. */
  readonly sentence: string | null;
  /** Null where nothing would change, or where the weights are refused. */
  readonly plan: ChangePlan | null;
  /** Why the weights cannot be those of the rule; null where they can. */
  readonly refused: string | null;
  /** Nothing may be changed: there is nothing to review. */
  readonly disabled: boolean;
  readonly onDiscard: () => void;
  readonly onReview: () => void;
}

/** What will happen, in one sentence, what it does to the findings, and the way to the review. */
export function SplitFooter({ sentence, plan, refused, disabled, onDiscard, onReview }: SplitFooterProps) {
  const isReady = plan !== null && !disabled;
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-surface px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-80" role="status">
        <p className={cx(sentence === null && 'text-muted')}>
          {sentence ?? (disabled ? 'Nothing can be changed here.' : 'Nothing would change yet.')}
        </p>
        {plan === null ? (
          refused === null || sentence === null ? null : (
            <p className="text-fail">{refused}</p>
          )
        ) : (
          <Delta plan={plan} />
        )}
      </div>
      {sentence === null ? null : (
        <Button look="outline" onClick={onDiscard}>
          Discard
        </Button>
      )}
      <Button
        look="accent"
        // Not disabled: a number that is being typed counts once it is left, by this very click.
        aria-disabled={!isReady}
        className={cx(!isReady && 'cursor-default opacity-45 hover:opacity-45')}
        onClick={() => (isReady ? onReview() : undefined)}
      >
        Review
      </Button>
    </footer>
  );
}

/** What the change would do to the findings and what stands in its way, as far as it is known before the review. */
function Delta({ plan }: { plan: ChangePlan }) {
  const { loaded } = usePlanReview(useSettled(plan, pause));
  switch (loaded.state) {
    case 'loading':
      return <p className="text-faint">Trying it.</p>;
    case 'failed':
      return <p className="text-warn">{`It could not be tried: ${loaded.error.message}`}</p>;
    case 'ready': {
      const { appeared, gone, checks } = loaded.data;
      const blocks = checks.filter(({ outcome }) => outcome === 'blocks').length;
      const warns = checks.filter(({ outcome }) => outcome === 'warns').length;
      return (
        <p className="text-muted">
          {appeared.length === 0 && gone.length === 0
            ? 'No finding would appear or go.'
            : `${plural(appeared.length, 'finding')} would appear, ${gone.length} would go.`}
          {blocks === 0 ? null : (
            <span className="text-fail">{` ${plural(blocks, 'check')} would block it.`}</span>
          )}
          {warns === 0 ? null : <span className="text-warn">{` ${plural(warns, 'check')} would warn.`}</span>}
        </p>
      );
    }
  }
}
