'use client';
import { useEffect, useState } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { routeRules } from '#lib/edit/split/route-rules.ts';
import { carryMirrors, carryWeights, sameRule } from '#lib/edit/split/same-rule.ts';
import { splitSentence } from '#lib/edit/split/split-sentence.ts';
import { planOfDraft } from './plan-of-draft.ts';
import type { SplitParamsState } from './split-params.ts';
import { type SplitDraft, useSplitDraft } from './use-split-draft.ts';

type Content = EditableResponse['content'];

/** A plan on its way through the review. */
export interface Reviewed {
  readonly plan: ChangePlan;
  readonly sentence: string;
}

export interface RuleWorkInput {
  readonly object: ObjectRef;
  readonly latest: EditableResponse;
  /** Why the newest read failed: `latest` is the last good one then. */
  readonly failing: ApiError | null;
  readonly readAgain: () => void;
  /** The object as it was when the draft was begun. */
  readonly base: Content;
  readonly setBase: (content: Content) => void;
  readonly rule: RouteRule;
  readonly link: SplitParamsState;
  readonly setReviewed: (reviewed: Reviewed | null) => void;
}

const versionOf = ({ metadata: { generation, resourceVersion } }: Content) => generation ?? resourceVersion;

/** The draft of a rule, held against what others do to the object meanwhile. */
export function useRuleWork(input: RuleWorkInput) {
  const { object, latest, failing, readAgain, base, setBase, rule, link, setReviewed } = input;
  const draft = useSplitDraft(rule, link);
  const [comparing, setComparing] = useState(false);
  const deleted = failing?.code === 'not-found';
  const outdated = deleted || versionOf(latest.content) !== versionOf(base);
  useEffect(() => {
    // What nobody has begun to change follows what is there.
    if (!draft.changed && !deleted && latest.content !== base) setBase(latest.content);
  }, [draft.changed, deleted, latest.content, base, setBase]);
  const review = (of: RouteRule, on: Content, set: Pick<SplitDraft, 'weights' | 'mirrors'>) => {
    const plan = planOfDraft(object, on, of, set);
    const sentence = splitSentence(of, set.weights, set.mirrors);
    setReviewed(plan.ok && sentence !== null ? { plan: plan.value, sentence } : null);
  };
  const theirs = deleted ? null : sameRule(rule, routeRules(latest.content));
  const takeTheirs = () => {
    setComparing(false);
    setBase(latest.content);
  };
  return {
    draft,
    deleted,
    outdated,
    /** The rule as it is now; null where it is gone. */
    theirs,
    comparing: comparing && outdated,
    compare: () => setComparing(true),
    review: () => review(rule, base, draft),
    /** The review met what someone else has done. */
    settle: () => {
      setReviewed(null);
      setComparing(true);
      readAgain();
    },
    discard: () => {
      draft.discard();
      takeTheirs();
    },
    rebase: () => {
      if (theirs === null) return;
      const weights = carryWeights(rule, draft.weights, theirs);
      const mirrors = carryMirrors(rule, draft.mirrors, theirs);
      link.change({
        rule: theirs.id,
        weights,
        mirrors: mirrors.every((percent) => percent === null) ? null : mirrors,
      });
      review(theirs, latest.content, { weights, mirrors });
      takeTheirs();
    },
  };
}
