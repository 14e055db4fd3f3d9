'use client';
import { useState } from 'react';
import type { ServiceAt } from '#components/data/use-tuning.ts';
import { Button } from '#components/ui/button.tsx';
import type { ProposeResponse } from '#lib/api/tuning-contract.ts';
import type { Tuning } from '#lib/edit/tuning/tuning.ts';
import { FinishCanaryForm, StartCanaryForm } from './canary-forms.tsx';

interface CanaryCardProps {
  readonly service: ServiceAt;
  readonly tuning: Tuning;
  readonly onReview: (proposal: ProposeResponse) => void;
}

/** The versions of a service, and the beginning or the end of sharing requests out among them. */
export function CanaryCard({ service, tuning: { versions, split }, onReview }: CanaryCardProps) {
  const [isOpen, setOpen] = useState(false);
  if (versions === null)
    return (
      <p className="border-line border-t px-4 py-3 text-muted">
        No label tells versions of its pods apart: there is nothing to split between. A canary needs pods with
        another value of the label version.
      </p>
    );
  const form = { cluster: service.cluster, service, versions, onClose: () => setOpen(false), onReview };
  return (
    <section aria-label="Versions" className="border-line border-t">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3">
        <h3 className="font-medium">Versions</h3>
        <p className="min-w-0 flex-1">
          {versions.map(({ version, ready, total }) => `${version} (${ready} of ${total} ready)`).join(' · ')}
        </p>
        <Button look="outline" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {split ? 'Finish the canary' : 'Start a canary'}
        </Button>
      </div>
      {isOpen ? split ? <FinishCanaryForm {...form} /> : <StartCanaryForm {...form} /> : null}
    </section>
  );
}
