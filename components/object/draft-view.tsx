'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useReview } from '#components/data/use-review.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ApplyResponse, EditableResponse } from '#lib/api/edit-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { useDraft } from './use-draft.ts';
import { type ReadAgain, WithEditable } from './with-editable.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

interface DraftViewProps {
  readonly object: ObjectRef;
  readonly onClose: () => void;
  readonly onApplied: (applied: ApplyResponse) => void;
}

/** A draft of an object as it was when the draft was begun. The object is not touched before the review is over. */
export function DraftView(props: DraftViewProps) {
  return (
    <WithEditable {...props} failed="The object cannot be edited">
      {(editable, readAgain) => <Drafting {...props} editable={editable} readAgain={readAgain} />}
    </WithEditable>
  );
}

interface DraftingProps extends DraftViewProps {
  readonly editable: EditableResponse;
  readonly readAgain: ReadAgain;
}

function Drafting({ object, editable, readAgain, onClose, onApplied }: DraftingProps) {
  const draft = useDraft(object, editable);
  const [plan, setPlan] = useState<ChangePlan | null>(null);
  const [hindrance, setHindrance] = useState<string | null>(null);
  const { text } = draft;
  const review = useReview({ text, cluster: object.cluster, namespace: object.namespace ?? 'default' });
  const label = objectName(object);
  useLeaveGuard(draft.isTyped);
  const toReview = () => {
    setHindrance(draft.made.ok ? null : draft.made.error);
    setPlan(draft.made.ok ? draft.made.value : null);
  };
  const onConflict = async () => {
    const { data } = await readAgain();
    if (data === undefined) return;
    setPlan(null);
    draft.carryOver(data.content);
  };
  if (draft.theirs !== null)
    return (
      <DraftConflict
        label={label}
        theirs={draft.theirs}
        mine={text}
        onKeepMine={draft.keepMine}
        onTakeTheirs={draft.takeTheirs}
      />
    );
  return (
    <>
      {plan === null ? null : (
        <Suspense fallback={<div className="skeleton m-6 h-120" />}>
          <ReviewView
            plan={plan}
            sentence={`${label} becomes what the draft says.`}
            onBack={() => setPlan(null)}
            onApplied={onApplied}
            onConflict={() => void onConflict()}
          />
        </Suspense>
      )}
      <div className={plan === null ? 'contents' : 'hidden'}>
        <DraftEditor
          start={draft.start}
          label={label}
          cluster={object.cluster}
          review={review}
          onChange={(typed) => {
            draft.setText(typed);
            setHindrance(null);
          }}
          hindrance={hindrance}
          note={noteOn(editable, draft.carried)}
        >
          <CopyButton label="Copy draft" text={() => text} />
          <Button look="outline" onClick={onClose}>
            Discard
          </Button>
          <Button look="accent" onClick={toReview}>
            Review
          </Button>
        </DraftEditor>
      </div>
    </>
  );
}

function noteOn({ viewOnly, may }: EditableResponse, carried: boolean): string {
  if (viewOnly) return 'A draft to copy: Weft is set to view only.';
  if (may.patch.lacks !== null) return `A draft to copy: you may not ${may.patch.lacks}.`;
  return carried
    ? 'Someone else changed the object meanwhile, elsewhere: the draft has that too now. Review it again.'
    : 'A draft: nothing is changed before it is reviewed.';
}

/** Asks before a page with something typed on it is closed. */
function useLeaveGuard(isTyped: boolean): void {
  useEffect(() => {
    if (!isTyped) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isTyped]);
}
