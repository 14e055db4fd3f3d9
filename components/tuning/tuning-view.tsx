'use client';
import { Lock, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { type ServiceAt, useTuning } from '#components/data/use-tuning.ts';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
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
    <Loaded of={loaded} waiting="Loading" failed={`The traffic of ${service.name} cannot be shown`}>
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
  const target = { service: { namespace: service.namespace, name: service.name }, subset, port: null };
  // What a form begins with is read anew once something was written.
  const key = `${applied?.change ?? ''} ${subset ?? ''}`;
  return (
    <div className="h-full overflow-y-auto">
      {applied === null ? null : (
        <AppliedNotice key={applied.change} applied={applied} onClose={() => setApplied(null)} />
      )}
      {failing === null ? null : (
        <Notice icon={Lock} tone="warn" className="m-3 mb-0">
          {`The newest read failed: ${failing} The last good one is shown.`}
        </Notice>
      )}
      <div className="mx-auto my-4 max-w-4xl rounded-md border border-line bg-surface">
        <header className="px-4 py-3">
          <h1 className="font-semibold text-base">Traffic to {service.name}</h1>
          <p className="text-muted">
            {`in ${service.namespace} · `}
            <PageLink
              href={pagePaths.object({ ...service, group: '', kind: 'Service' })}
              className="text-accent hover:underline"
            >
              Service
            </PageLink>
          </p>
        </header>
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
  );
}
