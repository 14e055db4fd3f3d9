'use client';
import { Lock, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { type ServiceAt, useTuning } from '#components/data/use-tuning.ts';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
import { BackButton } from '#components/ui/back-button.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { ProposeResponse, TuningResponse } from '#lib/api/tuning-contract.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { CanaryCard } from './canary-card.tsx';
import { NoRules } from './no-rules.tsx';
import { PolicyCard } from './policy-card.tsx';
import { RuleCard } from './rule-card.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

/** How the traffic of a service is handled, and what can be changed of it. */
export function TuningView({ service }: { service: ServiceAt | null }) {
  if (service === null)
    return (
      <Blank icon={SlidersHorizontal} title="This link names no service">
        <p>A service is named by its cluster, namespace and name.</p>
      </Blank>
    );
  return <OfService service={service} />;
}

function OfService({ service }: { service: ServiceAt }) {
  const [subset, setSubset] = useState<string | null>(null);
  const loaded = useTuning(service, subset);
  return (
    <Loaded
      of={loaded}
      waiting="Loading"
      failed={`The traffic of ${service.name} cannot be shown`}
      action={
        <PageLink href={pagePaths.config({ kind: 'Service' })} className="text-accent hover:underline">
          Go to the services
        </PageLink>
      }
    >
      {(tuning, { failing }) => (
        <Tuned
          service={service}
          tuning={tuning}
          failing={failing?.message ?? null}
          subset={subset}
          onSubset={setSubset}
        />
      )}
    </Loaded>
  );
}

interface TunedProps {
  readonly service: ServiceAt;
  readonly tuning: TuningResponse;
  readonly failing: string | null;
  readonly subset: string | null;
  readonly onSubset: (subset: string | null) => void;
}

function Tuned({ service, tuning, failing, subset, onSubset }: TunedProps) {
  const [proposal, setProposal] = useState<ProposeResponse | null>(null);
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  if (proposal !== null)
    return (
      <div className="flex h-full flex-col">
        <Suspense fallback={<div className="skeleton m-6 h-120" />}>
          <ReviewView
            plan={proposal.plan}
            sentence={proposal.says}
            onBack={() => setProposal(null)}
            onApplied={(written) => {
              setProposal(null);
              setApplied(written);
            }}
          />
        </Suspense>
      </div>
    );
  const itself = pagePaths.object({ ...service, group: '', kind: 'Service' });
  const target = { service: { namespace: service.namespace, name: service.name }, subset, port: null };
  // What a form begins with is read anew once something was written.
  const key = `${applied?.change ?? ''} ${subset ?? ''}`;
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <BackButton otherwise={itself} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold text-base" title={service.name}>
            Traffic to {service.name}
          </h1>
          <p className="truncate text-muted text-xs">
            <PageLink href={itself} className="text-accent hover:underline">
              {`Service ${service.namespace}/${service.name}`}
            </PageLink>
          </p>
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {applied === null ? null : (
          <AppliedNotice key={applied.change} applied={applied} onClose={() => setApplied(null)} />
        )}
        {failing === null ? null : (
          <Notice icon={Lock} tone="warn" className="m-3 mb-0">
            {`The newest read failed: ${failing} The last good one is shown.`}
          </Notice>
        )}
        <div className="mx-auto my-4 max-w-4xl rounded-md border border-line bg-surface *:first:border-t-0">
          <CanaryCard key={`canary ${key}`} service={service} tuning={tuning} onReview={setProposal} />
          {tuning.rules.length === 0 ? <NoRules service={service} /> : null}
          {tuning.rules.map((rule) => (
            <RuleCard
              key={`${rule.object.kind} ${rule.object.namespace}/${rule.object.name} ${rule.rule} ${key}`}
              cluster={service.cluster}
              rule={rule}
              onReview={setProposal}
            />
          ))}
          <PolicyCard
            key={key}
            cluster={service.cluster}
            policy={tuning.policy}
            target={target}
            onSubset={onSubset}
            onReview={setProposal}
          />
        </div>
      </div>
    </div>
  );
}
