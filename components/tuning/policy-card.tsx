'use client';
import { type ComponentType, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { objectName } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { BalancerForm, OutlierForm, type PolicyFormProps, PoolForm } from './policy-forms.tsx';

interface PolicyCardProps extends Omit<PolicyFormProps, 'onClose'> {
  readonly onSubset: (subset: string | null) => void;
}

type Part = keyof PolicyCardProps['policy']['says'];

const parts: readonly { part: Part; title: string; form: ComponentType<PolicyFormProps> }[] = [
  { part: 'loadBalancer', title: 'Load balancing', form: BalancerForm },
  { part: 'connectionPool', title: 'Connection pool', form: PoolForm },
  { part: 'outlierDetection', title: 'Outlier detection', form: OutlierForm },
];

/** What the proxies of callers do, by the DestinationRule in force: in sentences, each with the way to change it. */
export function PolicyCard({ policy, target, onSubset, ...form }: PolicyCardProps) {
  const [open, setOpen] = useState<Part | null>(null);
  return (
    <section aria-label="Policy of the callers" className="border-line border-t">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3">
        <h3 className="font-medium">Policy of the callers</h3>
        {policy.object === null ? (
          <span className="text-muted">no DestinationRule: the defaults hold</span>
        ) : (
          <PageLink href={pagePaths.object(policy.object)} className="text-accent hover:underline">
            {objectName(policy.object)}
          </PageLink>
        )}
        {policy.subsets.length === 0 ? null : (
          <SelectField
            label="For"
            value={target.subset ?? ''}
            options={[
              { value: '', text: 'the whole service' },
              ...policy.subsets.map((subset) => ({ value: subset, text: `subset ${subset}` })),
            ]}
            onChange={(subset) => onSubset(subset === '' ? null : subset)}
          />
        )}
      </div>
      {parts.map(({ part, title, form: Form }) => (
        <div key={part}>
          <div className="flex items-center gap-3 px-4 py-2">
            <p className="min-w-0 flex-1">{policy.says[part]}</p>
            <Button
              look="outline"
              aria-expanded={open === part}
              onClick={() => setOpen(open === part ? null : part)}
            >
              {title}
            </Button>
          </div>
          {open === part ? (
            <Form {...form} policy={policy} target={target} onClose={() => setOpen(null)} />
          ) : null}
        </div>
      ))}
    </section>
  );
}
