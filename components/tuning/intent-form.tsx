'use client';
import { ArrowRight, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useProposal } from '#components/data/use-tuning.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ProposeResponse } from '#lib/api/tuning-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import type { Intent } from '#lib/edit/tuning/intent.ts';

export interface FormProps {
  readonly cluster: ClusterId;
  readonly onClose: () => void;
  readonly onReview: (proposal: ProposeResponse) => void;
}

interface IntentFormProps extends FormProps {
  readonly title: string;
  /** What the fields ask for; null while something is missing. */
  readonly intent: Intent | null;
  readonly children: ReactNode;
}

/** Fields, and beneath them what would come of it as it is typed: the effect, not only the fields. */
export function IntentForm({ cluster, title, intent, children, onClose, onReview }: IntentFormProps) {
  const { loaded, behind } = useProposal(intent === null ? null : { cluster, intent });
  const proposal = intent !== null && loaded.state === 'ready' ? loaded.data : null;
  const isReady = proposal !== null && !behind;
  return (
    <form
      aria-label={title}
      className="space-y-2 border-line border-t bg-sunken px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onReview(proposal);
      }}
    >
      <h4 className="font-medium">{title}</h4>
      {children}
      <div role="status" aria-live="polite" className="min-h-5">
        {intent !== null && loaded.state === 'failed' ? (
          <Notice icon={OctagonX} tone="fail">
            {loaded.error.message}
          </Notice>
        ) : proposal === null ? null : (
          <p className={behind ? 'opacity-60' : ''}>
            <ArrowRight size={13} aria-hidden className="mr-1 inline text-muted" />
            {proposal.says}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        <Button look="outline" onClick={onClose}>
          Cancel
        </Button>
        <Button look="accent" type="submit" disabled={!isReady}>
          Review
        </Button>
      </div>
    </form>
  );
}
