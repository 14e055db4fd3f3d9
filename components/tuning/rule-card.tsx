'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ProposeResponse } from '#lib/api/tuning-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { objectName } from '#lib/core/object-ref.ts';
import type { TunedRule } from '#lib/edit/tuning/tuned-rule.ts';
import { formatShare } from '#lib/format/share.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { CohortForm } from './cohort-form.tsx';
import { FaultForm } from './fault-form.tsx';
import { IntentForm } from './intent-form.tsx';
import { MirrorForm } from './mirror-form.tsx';
import { RetriesForm, TimeoutForm, targetOf } from './time-forms.tsx';

interface RuleCardProps {
  readonly cluster: ClusterId;
  readonly rule: TunedRule;
  readonly onReview: (proposal: ProposeResponse) => void;
}

const edits = {
  timeout: 'Timeout',
  retries: 'Retries',
  fault: 'Fault',
  'clear-fault': 'Clear fault',
  mirror: 'Mirror',
  cohort: 'A/B by header',
} as const;
type Edit = keyof typeof edits;

/** One rule that sends requests to a service: what it takes, what it does, and what can be changed of it. */
export function RuleCard({ cluster, rule, onReview }: RuleCardProps) {
  const [edit, setEdit] = useState<Edit | null>(null);
  const toggle = (name: Edit) => setEdit(edit === name ? null : name);
  return (
    <section aria-label={`Rule ${rule.rule} of ${objectName(rule.object)}`} className="border-line border-t">
      <div className="px-4 py-3">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h3 className="font-medium">{rule.name ?? `Rule ${rule.rule}`}</h3>
          <PageLink href={pagePaths.object(rule.object)} className="text-accent hover:underline">
            {objectName(rule.object)}
          </PageLink>
          <span className="text-muted">{usersOf(rule)}</span>
        </div>
        <p className="mt-1 text-muted">
          {rule.matches.length === 0
            ? 'Takes everything that reaches it.'
            : `Takes ${rule.matches.join(', or ')}.`}
        </p>
        <p className="mt-1">
          {rule.destinations
            .map(({ host, subset, share }) =>
              `${subset ?? host} ${share === null ? '' : formatShare(share)}`.trim(),
            )
            .join(' · ')}
        </p>
        {rule.says.map((sentence) => (
          <p key={sentence} className="mt-1">
            {sentence}
          </p>
        ))}
        {rule.protocol === 'http' ? (
          <div className="mt-2 flex flex-wrap gap-1.5">
            {editsOf(rule).map((name) => (
              <Button key={name} look="outline" aria-expanded={edit === name} onClick={() => toggle(name)}>
                {edits[name]}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      {edit === null ? null : (
        <Form cluster={cluster} rule={rule} edit={edit} onClose={() => setEdit(null)} onReview={onReview} />
      )}
    </section>
  );
}

interface OpenFormProps extends RuleCardProps {
  readonly edit: Edit;
  readonly onClose: () => void;
}

function Form({ edit, ...form }: OpenFormProps) {
  switch (edit) {
    case 'timeout':
      return <TimeoutForm {...form} />;
    case 'retries':
      return <RetriesForm {...form} />;
    case 'fault':
      return <FaultForm {...form} />;
    case 'clear-fault':
      return (
        <IntentForm {...form} title="Clear the fault" intent={{ edit, target: targetOf(form.rule) }}>
          <p className="text-muted">The delays and aborts of this rule are taken away.</p>
        </IntentForm>
      );
    case 'mirror':
      return <MirrorForm {...form} />;
    case 'cohort':
      return <CohortForm {...form} />;
  }
}

/** A Gateway API route has no faults; a rule with one destination has no cohorts. */
function editsOf({ object, fault, destinations }: TunedRule): readonly Edit[] {
  const isIstio = object.kind === 'VirtualService';
  return [
    'timeout',
    'retries',
    ...(isIstio ? (['fault'] as const) : []),
    ...(fault === null ? [] : (['clear-fault'] as const)),
    'mirror',
    ...(destinations.length > 1 ? (['cohort'] as const) : []),
  ];
}

function usersOf({ mesh, gateways }: TunedRule): string {
  const at = gateways.map((gateway) => gateway.replace(/^k8s:/, '')).join(', ');
  if (mesh && at !== '') return `used in the mesh and at ${at}`;
  return mesh ? 'used in the mesh' : at === '' ? 'used by nobody' : `used at ${at}`;
}
