'use client';
import { BellPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

interface CreateRuleProps {
  readonly data: AlertRuleResponse;
  readonly onBack: () => void;
}

/** The change that creates the rule in the cluster, reviewed as any change is. */
export function CreateRule({ data, onBack }: CreateRuleProps) {
  // What is reviewed stays the same while the rule goes on being written anew.
  const [{ plan, name }] = useState(data);
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  const back = (
    <Button look="outline" onClick={onBack}>
      Show the rule
    </Button>
  );
  if (plan === null)
    return (
      <Blank icon={BellPlus} title="The rule cannot be created here" action={back}>
        <p>
          The cluster is not known to define PrometheusRule. Copy the rule, and apply it where it is read.
        </p>
      </Blank>
    );
  if (applied !== null)
    return (
      <div>
        <AppliedNotice applied={applied} onClose={onBack} />
        <div className="space-y-2 p-4">
          <p>
            Whether a Prometheus reads it is for its ruleSelector to say: it shows under Rules there within a
            minute or two, and on the incident when it fires.
          </p>
          {back}
        </div>
      </div>
    );
  const place = plan.steps[0]?.ref.namespace ?? '';
  return (
    <div className="flex h-full flex-col">
      <Suspense fallback={<div className="skeleton m-6 h-120" />}>
        <ReviewView
          plan={plan}
          sentence={`The alerting rule ${name} is created in ${place}. It takes effect where the Prometheus Operator chooses it.`}
          onBack={onBack}
          onApplied={setApplied}
        />
      </Suspense>
    </div>
  );
}
