'use client';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useStatus } from '#components/data/use-api.ts';
import { useReview } from '#components/data/use-review.ts';
import { useTemplate } from '#components/data/use-template.ts';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { TemplateResponse } from '#lib/api/tuning-contract.ts';
import { objectName } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { templateKinds } from '#lib/edit/templates/template.ts';
import { planOfNew } from '#lib/edit/yaml-plan.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { createParams } from './create-params.ts';
import { DraftEditor } from './draft-editor.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

const kindName = (kind: string): string => (kind === 'K8sGateway' ? 'Gateway (Gateway API)' : kind);

/** Where objects are created: from the template of a kind, or from what is pasted over it. */
export function CreateView() {
  const [{ kind, namespace }, set] = useQueryStates(createParams, { history: 'replace' });
  const status = useStatus();
  const known = status.state === 'ready' ? status.data.namespaces : [];
  const namespaces = [...new Set([...known, namespace])].sort();
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <h1 className="font-semibold text-base">New object</h1>
        <SelectField
          label="Kind"
          value={kind}
          options={templateKinds.map((one) => ({ value: one, text: kindName(one) }))}
          onChange={(chosen) => void set({ kind: chosen })}
        />
        <SelectField
          label="Namespace"
          value={namespace}
          options={namespaces.map((one) => ({ value: one, text: one }))}
          onChange={(chosen) => void set({ namespace: chosen })}
        />
      </header>
      <FromTemplate key={`${kind} ${namespace}`} kind={kind} namespace={namespace} />
    </div>
  );
}

function FromTemplate({ kind, namespace }: { kind: string; namespace: string }) {
  const loaded = useTemplate(kind, namespace);
  return (
    <Loaded of={loaded} waiting="Fetching the template" failed="There is nothing to begin with">
      {(template) => <Creating template={template} kind={kind} namespace={namespace} />}
    </Loaded>
  );
}

interface CreatingProps {
  readonly template: TemplateResponse;
  readonly kind: string;
  readonly namespace: string;
}

function Creating({ template: { cluster, yaml }, kind, namespace }: CreatingProps) {
  const [text, setText] = useState(yaml);
  const [plan, setPlan] = useState<ChangePlan | null>(null);
  const [hindrance, setHindrance] = useState<string | null>(null);
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  const review = useReview({ text, cluster, namespace });
  const toReview = () => {
    const made = planOfNew(cluster, namespace, text);
    setHindrance(made.ok ? null : made.error);
    setPlan(made.ok ? made.value : null);
  };
  if (applied !== null) return <Created applied={applied} onAgain={() => setApplied(null)} />;
  return (
    <>
      {plan === null ? null : (
        <Suspense fallback={<div className="skeleton m-6 h-120" />}>
          <ReviewView
            plan={plan}
            sentence={`${plan.steps.map(({ ref }) => objectName(ref)).join(', ')} ${plan.steps.length === 1 ? 'is' : 'are'} created.`}
            onBack={() => setPlan(null)}
            onApplied={(written) => {
              setPlan(null);
              setApplied(written);
            }}
          />
        </Suspense>
      )}
      <div className={plan === null ? 'contents' : 'hidden'}>
        <DraftEditor
          start={yaml}
          label={`a new ${kindName(kind)}`}
          cluster={cluster}
          review={review}
          onChange={(typed) => {
            setText(typed);
            setHindrance(null);
          }}
          hindrance={hindrance}
          note="A template to begin with: several objects may be written, with --- between them."
        >
          <CopyButton label="Copy draft" text={() => text} />
          <Button look="accent" onClick={toReview}>
            Review
          </Button>
        </DraftEditor>
      </div>
    </>
  );
}

/** What was created, with links to it and the way back. */
function Created({ applied, onAgain }: { applied: ApplyResponse; onAgain: () => void }) {
  return (
    <div>
      <AppliedNotice applied={applied} onClose={onAgain} />
      <ul className="m-4 space-y-1">
        {applied.steps.map(({ object }) => (
          <li key={objectName(object)}>
            <PageLink href={pagePaths.object(object)} className="text-accent hover:underline">
              {objectName(object)}
            </PageLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
