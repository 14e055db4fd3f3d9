'use client';
import { patched } from '#lib/edit/apply-patch.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { ReviewView } from '../review-view.tsx';
import { planOfDraft } from './plan-of-draft.ts';
import { SplitConflict } from './split-conflict.tsx';
import { SplitEditor } from './split-editor.tsx';
import { type Reviewed, type RuleWorkInput, useRuleWork } from './use-rule-work.ts';

interface RuleWorkProps extends RuleWorkInput {
  /** All rules of the object as it was when the draft was begun. */
  readonly rules: readonly RouteRule[];
  readonly reviewed: Reviewed | null;
}

/** One rule at whatever stage it is: moved, reviewed, or held against what someone else did. */
export function RuleWork(props: RuleWorkProps) {
  const { object, latest, failing, base, rules, rule, link, reviewed, setReviewed } = props;
  const work = useRuleWork(props);
  const { draft, deleted, outdated, theirs } = work;
  const made = draft.changed ? planOfDraft(object, base, rule, draft) : null;
  if (work.comparing)
    return (
      <SplitConflict
        {...{ base, rule, latest, theirs, deleted, draft }}
        mine={withPlan(base, made)}
        onDiscard={work.discard}
        onRebase={work.rebase}
      />
    );
  if (reviewed !== null)
    return (
      <ReviewView
        {...reviewed}
        onBack={() => setReviewed(null)}
        onApplied={({ change }) => {
          setReviewed(null);
          link.change({ rule: rule.id, weights: null, mirrors: null, change });
        }}
        onConflict={work.settle}
        onDeleted={work.settle}
      />
    );
  return (
    <SplitEditor
      {...{ object, latest, failing, rules, rule, draft, link, outdated }}
      plan={made}
      onCompare={work.compare}
      onReview={work.review}
    />
  );
}

/** The object as it would be; as it is where nothing can be made of the draft. */
function withPlan(base: KubeObject, made: ReturnType<typeof planOfDraft> | null): KubeObject {
  const [step] = made?.ok ? made.value.steps : [];
  return (step?.do === 'patch' ? patched(base, step.patch) : null) ?? base;
}
