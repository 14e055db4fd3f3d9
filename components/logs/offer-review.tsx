'use client';
import { ScrollText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { LogsResponse } from '#lib/api/logs-contract.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { LogsParams } from './logs-params.ts';
import { LogsSkeleton } from './logs-skeleton.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

interface OfferReviewProps {
  readonly data: LogsResponse;
  readonly of: LogsParams['offer'];
  readonly onBack: () => void;
  readonly onApplied: (applied: ApplyResponse) => void;
}

/** A Telemetry that is there already may be about more than the one end. */
function sentenceOf({ steps: [step] }: ChangePlan, name: string): string {
  if (step?.do !== 'patch') return `The proxies of ${name} log requests that fail, and no others.`;
  return `The proxies that Telemetry ${step.ref.namespace}/${step.ref.name} is about, those of ${name} among them, log requests that fail, and no others.`;
}

/** The change that has failures of an end logged, reviewed as any change is. */
export function OfferReview({ data, of, onBack, onApplied }: OfferReviewProps) {
  // What is reviewed stays the same while the logs go on being read: once it is applied nothing is offered any more.
  const [end] = useState(() => data.ends.find(({ side }) => side === of));
  if (end === undefined || end.offer === null)
    return (
      <Blank
        icon={ScrollText}
        title="There is no change to apply here"
        action={
          <Button look="outline" onClick={onBack}>
            Show the logs
          </Button>
        }
      >
        <p>These proxies log requests already, or an object of their own decides about it.</p>
      </Blank>
    );
  return (
    <Suspense fallback={<LogsSkeleton />}>
      <ReviewView
        plan={end.offer}
        sentence={sentenceOf(end.offer, nodeLabel(end.node))}
        onBack={onBack}
        onApplied={onApplied}
      />
    </Suspense>
  );
}
