import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { fixText } from '#lib/diagnosis/explain.ts';
import { patchCommand } from '#lib/diagnosis/patch-command.ts';
import type { ChangeStep } from '#lib/edit/change-plan.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';

const linkLook =
  'inline-flex h-7 items-center rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover';

/** What to do about a cause, and the change that does it where one is safe to propose. */
export function FixPart({ edge, cause }: { edge: EdgeId; cause: CauseFound }) {
  const steps = (cause.fix ?? []).filter((step) => step.do === 'patch');
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2">
      <p>
        <span className="font-medium">Fix: </span>
        {fixText(cause)}
      </p>
      {cause.fix === null || cause.fix.length === 0 ? null : (
        <p className="mt-1.5">
          <PageLink href={oncallPages.fix(edge)} className={linkLook}>
            Review the fix
          </PageLink>
        </p>
      )}
      {steps.map((step) => (
        <Patch key={step.ref.name} step={step} />
      ))}
    </div>
  );
}

function Patch({ step }: { step: Extract<ChangeStep, { do: 'patch' }> }) {
  const changes = step.patch.filter(({ op }) => op !== 'test');
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-muted hover:text-text">
        The change to {step.ref.kind} {step.ref.name}
      </summary>
      <pre className="wrap-anywhere mt-1 whitespace-pre-wrap font-mono text-xs">
        {changes.map((change) => JSON.stringify(change)).join('\n')}
      </pre>
      <div className="mt-1 flex gap-2">
        <CopyButton text={() => JSON.stringify(step.patch, null, 2)} label="Copy JSON patch" />
        <CopyButton text={() => patchCommand(step)} label="Copy kubectl command" />
      </div>
    </details>
  );
}
