'use client';
import { Clock, SquareFunction } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { useTime } from '#components/data/url-state.ts';
import { useSplit } from '#components/data/use-split.ts';
import { useCommands } from '#components/shell/commands.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { EditableResponse, SplitResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Result } from '#lib/core/result.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { refusal } from '#lib/edit/split/shift-weights.ts';
import { splitSentence } from '#lib/edit/split/split-sentence.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { EditedRule } from './edited-rule.tsx';
import { Follow } from './follow.tsx';
import { OtherRule } from './other-rule.tsx';
import { sliderKeys } from './slider-keys.ts';
import { SplitFooter } from './split-footer.tsx';
import { SplitNotices } from './split-notices.tsx';
import type { SplitParamsState } from './split-params.ts';
import type { SplitDraft } from './use-split-draft.ts';

const RolloutPart = lazy(() =>
  import('./rollout-part.tsx').then((module) => ({ default: module.RolloutPart })),
);

interface SplitEditorProps {
  readonly object: ObjectRef;
  readonly latest: EditableResponse;
  readonly failing: ApiError | null;
  readonly rules: readonly RouteRule[];
  readonly rule: RouteRule;
  readonly draft: SplitDraft;
  readonly link: SplitParamsState;
  /** Null where nothing would change. */
  readonly plan: Result<ChangePlan, string> | null;
  readonly outdated: boolean;
  readonly onCompare: () => void;
  readonly onReview: () => void;
}

/** All rules of a route in their order, one of them open to be moved. */
export function SplitEditor(props: SplitEditorProps) {
  const { object, latest, failing, rules, rule, draft, link, plan, outdated, onCompare, onReview } = props;
  useCommands(sliderKeys);
  const { selection } = useTime();
  const loaded = useSplit(object);
  const seen = loaded.state === 'ready' ? loaded.data : loaded.state === 'failed' ? null : undefined;
  const disabled = latest.viewOnly || !latest.may.patch.allowed;
  const refused = draft.changed ? refusedText(rule, draft) : null;
  const { change } = link.params;
  return (
    <>
      <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-4">
        {change === null ? null : (
          <Follow {...{ change, rule, seen }} onClose={() => link.change({ change: null })} />
        )}
        <SplitNotices {...{ latest, outdated, onCompare }} failing={failing?.message ?? null} seen={loaded} />
        {selection.at === null ? null : (
          <Notice icon={Clock}>
            The route is shown and changed as it is now, not as it was at the moment that is looked at.
          </Notice>
        )}
        {rules.map((one) =>
          one.id === rule.id ? (
            <EditedRule
              key={one.id}
              {...{ rule, draft, disabled, refused }}
              seen={seen == null ? seen : (seen.rules.find(({ id }) => id === one.id) ?? null)}
              mixedWith={mixedPlaces(rule, rules, seen)}
            />
          ) : (
            <OtherRule
              key={one.id}
              object={object}
              rule={one}
              held={draft.changed}
              onChoose={() => link.change({ rule: one.id, weights: null, mirrors: null, change: null })}
            />
          ),
        )}
        {seen == null ? null : <Counted seen={seen} />}
        {rule.destinations.length > 1 && (rule.protocol === 'http' || rule.protocol === 'grpc') ? (
          <Suspense fallback={null}>
            <RolloutPart
              {...{ object, rule, draft, link, disabled }}
              since={changedAt(latest.content.metadata)}
            />
          </Suspense>
        ) : null}
      </div>
      <SplitFooter
        sentence={draft.changed ? splitSentence(rule, draft.weights, draft.mirrors) : null}
        plan={plan?.ok ? plan.value : null}
        refused={refused}
        disabled={disabled}
        onDiscard={draft.discard}
        onReview={onReview}
      />
    </>
  );
}

/** From when on requests are counted, and by which queries. */
function Counted({ seen: { since, promql } }: { seen: SplitResponse }) {
  return (
    <p className="flex items-center gap-1 text-faint text-xs">
      {`Shares are counted at the callers since ${formatMoment(since)}; rates are those of now.`}
      {promql.length === 0 ? null : (
        <CopyButton
          compact
          icon={SquareFunction}
          label="Copy PromQL"
          text={() => promql.map(({ name, promql: text }) => `# ${name}\n${text}`).join('\n\n')}
        />
      )}
    </p>
  );
}

/** Why the weights are refused, as a sentence of its own. */
function refusedText(rule: RouteRule, { weights }: SplitDraft): string | null {
  const says = refusal(rule, { rule: rule.id, weights });
  return says === null ? null : `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
}

/** Places, from 1, of the other rules that a rule's traffic cannot be told apart from. */
function mixedPlaces(
  rule: RouteRule,
  rules: readonly RouteRule[],
  seen: SplitResponse | null | undefined,
): readonly number[] {
  const mixed = seen?.rules.find(({ id }) => id === rule.id)?.mixedWith ?? [];
  return rules.flatMap(({ id, index }) => (id !== rule.id && mixed.includes(id) ? [index + 1] : []));
}
