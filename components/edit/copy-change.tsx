import { CopyButton } from '#components/ui/copy-button.tsx';
import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { asKubectl } from '#lib/edit/as-text/kubectl.ts';
import { asKustomize } from '#lib/edit/as-text/kustomize.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';

interface CopyChangeProps {
  readonly plan: ChangePlan;
  readonly review: PlanResponse;
  /** Whether copying is what one should do: the object is kept by something that would undo an edit here. */
  readonly first: boolean;
}

/** The change as text, for a commit or for other tools: whole objects, commands of kubectl, entries of a kustomization. */
export function CopyChange({ plan, review, first }: CopyChangeProps) {
  const whole = () => review.steps.flatMap(({ after }) => after ?? []).join('---\n');
  return (
    <div className="flex items-center gap-1.5">
      {first ? <span className="text-muted">Commit it where it is kept:</span> : null}
      <CopyButton label="Copy YAML" text={whole} look={first ? 'accent' : 'outline'} />
      <CopyButton label="Copy kustomize patch" text={() => asKustomize(plan)} />
      <CopyButton label="Copy kubectl command" text={() => asKubectl(plan)} />
    </div>
  );
}
