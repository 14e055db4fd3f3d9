'use client';
import { ArrowLeft, Check as CheckGlyph, GitMerge } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '#components/data/api-error.ts';
import { Loaded } from '#components/data/loaded.tsx';
import { useApply } from '#components/data/use-apply.ts';
import { usePlanReview } from '#components/data/use-plan-review.ts';
import { FindingsList } from '#components/inspector/findings-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ApplyResponse, PlanResponse } from '#lib/api/edit-contract.ts';
import { asEdgeId } from '#lib/core/branded.ts';
import { blocking } from '#lib/core/check.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { ApplyFailure } from './apply-failure.tsx';
import { CheckList } from './check-list.tsx';
import { CopyChange } from './copy-change.tsx';
import { PlannedStep } from './planned-step.tsx';
import { PredictionGraph } from './prediction-graph.tsx';
import { PredictionTable } from './prediction-table.tsx';
import { useApplyKey } from './use-apply-key.ts';
import { useWide } from './use-wide.ts';

interface ReviewViewProps {
  readonly plan: ChangePlan;
  /** What will happen, in one sentence. */
  readonly sentence: string;
  /** The edge that fails, where the change is begun from one, else as the link says: whether its cause would be gone is checked too. */
  readonly failing?: EdgeId | null;
  readonly onBack: () => void;
  readonly onApplied: (applied: ApplyResponse) => void;
  /** Called where someone else has changed an object since; absent, that is told as any failure is. */
  readonly onConflict?: () => void;
  /** The same, where an object was deleted. */
  readonly onDeleted?: () => void;
}

/** A plan before it is applied: what will happen, what changes, what speaks against it. The one way to every write. */
export function ReviewView(props: ReviewViewProps) {
  const begun = useSearchParams().get('edge');
  const { loaded } = usePlanReview(props.plan, props.failing ?? (begun ? asEdgeId(begun) : null));
  return (
    <Loaded
      of={loaded}
      waiting="Trying the change"
      failed="The change cannot be reviewed"
      action={<Back onBack={props.onBack} />}
    >
      {(review) => <Reviewed {...props} review={review} />}
    </Loaded>
  );
}

function Back({ onBack }: { onBack: () => void }) {
  return (
    <Button look="outline" onClick={onBack}>
      <ArrowLeft size={14} strokeWidth={1.75} aria-hidden /> Leave the review
    </Button>
  );
}

/** The server takes no longer ones. */
const longestSaying = 500;

function Reviewed({
  plan,
  sentence,
  review,
  onBack,
  onApplied,
  onConflict,
  onDeleted,
}: ReviewViewProps & { review: PlanResponse }) {
  const wide = useWide(1200);
  const apply = useApply();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const confirmed = [...typed].filter(([word, text]) => word === text).map(([word]) => word);
  const stops = blocking(review.checks, confirmed);
  const owned = review.checks.some(({ code, outcome }) => code === 'owner' && outcome !== 'passes');
  const meanwhile = whatOthersDid(review);
  const settle = { changed: onConflict, deleted: onDeleted, nothing: undefined }[meanwhile];
  const isReady = stops.length === 0 && !apply.isPending;
  const write = () =>
    apply.mutate(
      { plan, confirmed, says: sentence.slice(0, longestSaying) },
      {
        onSuccess: onApplied,
        onError: (error) => {
          const { code } = asApiError(error);
          if (code === 'conflict') onConflict?.();
          if (code === 'not-found') onDeleted?.();
        },
      },
    );
  useApplyKey(isReady ? write : null);
  const said = useRef<HTMLParagraphElement>(null);
  // The button that led here is gone: the keyboard goes on from the sentence.
  useEffect(() => said.current?.focus(), []);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <Back onBack={onBack} />
        <p ref={said} tabIndex={-1} className="min-w-0 flex-1 basis-96 font-medium outline-none">
          {sentence}
        </p>
        <CopyChange plan={plan} review={review} first={owned} />
      </header>
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto">
          {review.steps.map((step, i) => (
            <PlannedStep
              key={`${step.do} ${step.object.kind} ${step.object.namespace}/${step.object.name}`}
              step={step}
              place={review.steps.length > 1 ? i + 1 : null}
              wide={wide}
            />
          ))}
        </div>
        <aside
          aria-label="What speaks for and against it"
          className="flex w-96 shrink-0 flex-col border-line border-l bg-surface max-lg:w-full max-lg:border-t"
        >
          <div className="min-h-0 flex-1 overflow-y-auto">
            <Section title="Checks" aside={outcomeOf(review)}>
              <CheckList
                checks={review.checks}
                typed={typed}
                onType={(word, text) => setTyped(new Map(typed).set(word, text))}
              />
            </Section>
            <FindingsDelta review={review} />
            {review.prediction.length === 0 ? null : (
              <Section title="Predicted traffic">
                <PredictionGraph prediction={review.prediction} />
                <PredictionTable prediction={review.prediction} />
              </Section>
            )}
          </div>
          <footer className="shrink-0 border-line border-t p-4">
            {apply.error === null ? null : <ApplyFailure error={apply.error} />}
            {settle !== undefined ? (
              <Button look="accent" className="w-full justify-center" onClick={settle}>
                <GitMerge size={14} strokeWidth={2} aria-hidden />
                {meanwhile === 'changed' ? 'Take in the newer version' : 'Look at what is lost'}
              </Button>
            ) : (
              <Button
                look={owned ? 'outline' : 'accent'}
                className="w-full justify-center"
                disabled={!isReady}
                onClick={write}
              >
                <CheckGlyph size={14} strokeWidth={2} aria-hidden /> {apply.isPending ? 'Applying' : 'Apply'}
              </Button>
            )}
            <p className="mt-1.5 text-muted text-xs" role="status">
              {stops[0] === undefined
                ? 'Every step is tried again, then written; it can be taken back. Ctrl or Cmd with Enter does it too.'
                : `Not yet: ${stops[0].says}`}
            </p>
          </footer>
        </aside>
      </div>
    </div>
  );
}

/** Whether someone changed or deleted an object of the plan since it was made. */
function whatOthersDid({ steps }: PlanResponse): 'changed' | 'deleted' | 'nothing' {
  const codes = steps.flatMap((step) => (step.do === 'create' ? [] : (step.refused?.code ?? [])));
  if (codes.includes('conflict')) return 'changed';
  return codes.includes('not-found') ? 'deleted' : 'nothing';
}

function FindingsDelta({ review: { appeared, gone } }: { review: PlanResponse }) {
  if (appeared.length === 0 && gone.length === 0)
    return (
      <Section title="Findings">
        <p className="text-muted">The change brings none and mends none.</p>
      </Section>
    );
  return (
    <>
      {appeared.length === 0 ? null : (
        <Section title="Findings that would appear" aside={appeared.length}>
          <FindingsList findings={appeared} linked={false} />
        </Section>
      )}
      {gone.length === 0 ? null : (
        <Section title="Findings that would go" aside={gone.length}>
          <FindingsList findings={gone} linked={false} />
        </Section>
      )}
    </>
  );
}

function outcomeOf({ checks }: PlanResponse): string {
  const blocks = checks.filter(({ outcome }) => outcome === 'blocks').length;
  const warns = checks.filter(({ outcome }) => outcome === 'warns').length;
  if (blocks > 0) return `${plural(blocks, 'block')}`;
  return warns > 0 ? plural(warns, 'warning') : 'all passed';
}
