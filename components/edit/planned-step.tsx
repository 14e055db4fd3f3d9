import { OctagonX, TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { objectName } from '#lib/core/object-ref.ts';

const YamlDiff = lazy(() => import('./yaml-diff.tsx').then((module) => ({ default: module.YamlDiff })));

const verbs = { patch: 'Change', create: 'Create', delete: 'Delete' } as const;

interface PlannedStepProps {
  readonly step: PlanResponse['steps'][number];
  /** Its place among the steps, from 1; null where it is the only one. */
  readonly place: number | null;
  readonly wide: boolean;
}

/** One step of a plan: what is done to which object, and what the API server says of it. */
export function PlannedStep({ step, place, wide }: PlannedStepProps) {
  const { object, before, after, warnings, refused } = step;
  const name = objectName(object);
  return (
    <section aria-label={`${verbs[step.do]} ${name}`} className="border-line border-b">
      <h3 className="flex items-baseline gap-2 px-4 py-2">
        {place === null ? null : <span className="text-muted tabular-nums">{place}</span>}
        <span className="text-muted">{verbs[step.do]}</span>
        <span className="min-w-0 truncate font-medium">{name}</span>
      </h3>
      {refused === null ? null : (
        <Notice icon={OctagonX} tone="fail" className="mx-4 mb-2">
          {`${refused.message} ${refused.cure ?? ''}`}
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} icon={TriangleAlert} tone="warn" className="mx-4 mb-2">
          {warning}
        </Notice>
      ))}
      {before === after && refused?.code !== 'conflict' ? (
        <p className="px-4 pb-3 text-muted">Nothing of what people write would change.</p>
      ) : (
        <Suspense fallback={<div className="skeleton mx-4 mb-3 h-32" />}>
          <YamlDiff before={before ?? ''} after={after ?? ''} label={name} wide={wide} />
        </Suspense>
      )}
    </section>
  );
}
