'use client';
import { Split } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { Blank } from '#components/ui/blank.tsx';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import { patched } from '#lib/edit/apply-patch.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { defaultRule } from '#lib/edit/split/default-rule.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { routeRules } from '#lib/edit/split/route-rules.ts';
import { carryWeights, sameRule } from '#lib/edit/split/same-rule.ts';
import { splitSentence } from '#lib/edit/split/split-sentence.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { ReviewView } from '../review-view.tsx';
import { planOfDraft } from './plan-of-draft.ts';
import { SplitConflict } from './split-conflict.tsx';
import { SplitEditor } from './split-editor.tsx';
import { SplitHeader } from './split-header.tsx';
import { useSplitParams } from './split-params.ts';
import { type SplitDraft, useSplitDraft } from './use-split-draft.ts';

interface SplitWorkProps {
  readonly object: ObjectRef;
  readonly latest: EditableResponse;
  /** Why the newest read failed: `latest` is the last good one then. */
  readonly failing: ApiError | null;
  readonly readAgain: () => void;
}

type Content = EditableResponse['content'];

const versionOf = ({ metadata: { generation, resourceVersion } }: Content) => generation ?? resourceVersion;

/** What is done with a route: its weights are set, reviewed, applied, and settled with what others did meanwhile. */
export function SplitWork({ object, latest, failing, readAgain }: SplitWorkProps) {
  const [base, setBase] = useState(latest.content);
  const rules = useMemo(() => routeRules(base), [base]);
  const link = useSplitParams();
  const rule = rules.find(({ id }) => id === link.params.rule) ?? defaultRule(rules);
  return (
    <div className="flex h-full flex-col">
      <SplitHeader object={object} />
      {rule === null ? (
        <Blank icon={Split} title={`${objectName(object)} has no rules`}>
          <p>Traffic is shifted between the destinations of a rule. This object has none, or is no route.</p>
        </Blank>
      ) : (
        <RuleWork
          key={rule.id}
          {...{ object, latest, failing, readAgain, base, setBase, rules, rule, link }}
        />
      )}
    </div>
  );
}

interface RuleWorkProps extends SplitWorkProps {
  readonly base: Content;
  readonly setBase: (content: Content) => void;
  readonly rules: readonly RouteRule[];
  readonly rule: RouteRule;
  readonly link: ReturnType<typeof useSplitParams>;
}

function RuleWork(props: RuleWorkProps) {
  const { object, latest, failing, readAgain, base, setBase, rules, rule, link } = props;
  const draft = useSplitDraft(rule, link);
  const [reviewed, setReviewed] = useState<{ plan: ChangePlan; sentence: string } | null>(null);
  const [comparing, setComparing] = useState(false);
  const isDeleted = failing?.code === 'not-found';
  const isOutdated = isDeleted || versionOf(latest.content) !== versionOf(base);
  useEffect(() => {
    // What nobody has begun to change follows what is there.
    if (!draft.changed && !isDeleted && latest.content !== base) setBase(latest.content);
  }, [draft.changed, isDeleted, latest.content, base, setBase]);
  const begin = (of: RouteRule, on: Content, weights: readonly number[]) => {
    const plan = planOfDraft(object, on, of, { ...draft, weights });
    const sentence = splitSentence(of, weights, draft.mirrors);
    setReviewed(plan.ok && sentence !== null ? { plan: plan.value, sentence } : null);
  };
  const theirs = isDeleted ? null : sameRule(rule, routeRules(latest.content));
  const stopComparing = () => {
    setComparing(false);
    setBase(latest.content);
  };

  const settle = () => {
    setReviewed(null);
    setComparing(true);
    readAgain();
  };

  if (comparing && isOutdated)
    return (
      <SplitConflict
        {...{ base, rule, latest, theirs }}
        deleted={isDeleted}
        weights={draft.weights}
        mine={withDraft(object, base, rule, draft)}
        onDiscard={() => {
          draft.discard();
          stopComparing();
        }}
        onRebase={() => {
          if (theirs === null) return;
          const weights = carryWeights(rule, draft.weights, theirs);
          link.change({ rule: theirs.id, weights });
          begin(theirs, latest.content, weights);
          stopComparing();
        }}
      />
    );
  if (reviewed !== null)
    return (
      <ReviewView
        plan={reviewed.plan}
        sentence={reviewed.sentence}
        onBack={() => setReviewed(null)}
        onApplied={(applied) => {
          setReviewed(null);
          link.change({ rule: rule.id, weights: null, mirrors: null, change: applied.change });
        }}
        onConflict={settle}
        onDeleted={settle}
      />
    );
  return (
    <SplitEditor
      {...{ object, latest, failing, rules, rule, draft, link }}
      plan={draftPlan(object, base, rule, draft)}
      outdated={isOutdated}
      onCompare={() => setComparing(true)}
      onReview={() => begin(rule, base, draft.weights)}
    />
  );
}

/** The object as it would be with the draft; as it is where that cannot be. */
function withDraft(object: ObjectRef, base: Content, rule: RouteRule, draft: SplitDraft): KubeObject {
  const made = planOfDraft(object, base, rule, draft);
  const [step] = made.ok ? made.value.steps : [];
  return (step?.do === 'patch' ? patched(base, step.patch) : null) ?? base;
}

const draftPlan = (object: ObjectRef, base: Content, rule: RouteRule, draft: SplitDraft) =>
  draft.changed ? planOfDraft(object, base, rule, draft) : null;
