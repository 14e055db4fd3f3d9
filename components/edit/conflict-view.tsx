'use client';
import { GitMerge, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface Way {
  readonly label: string;
  readonly run: () => void;
}

interface ConflictViewProps {
  /** The object, as people call it. */
  readonly name: string;
  readonly deleted: boolean;
  /** What was, what is, and what was set here, beside one another. */
  readonly children: ReactNode;
  /** What going on does, or why one cannot. */
  readonly told: string;
  /** The way on with what was set here; null where there is none. */
  readonly goOn: Way | null;
  /** The way on without it. */
  readonly giveUp: Way;
  /** Further ways, such as copying what would be lost. */
  readonly actions?: ReactNode;
}

/** Someone else changed or deleted what was being edited: what was, what is, and what was set here. Nothing is lost until one chooses. */
export function ConflictView(props: ConflictViewProps) {
  const { name, deleted, children, told, goOn, giveUp, actions } = props;
  return (
    <section aria-label="Conflict" className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        <Notice icon={deleted ? Trash2 : GitMerge} tone="warn">
          {deleted
            ? `${name} was deleted since you began. Nothing was written; what you set stands below.`
            : `${name} was changed by someone else since you began. Nothing was written; what you set is kept.`}
        </Notice>
        {children}
      </div>
      <footer className="flex shrink-0 flex-wrap items-center gap-2 border-line border-t bg-surface px-4 py-2.5">
        <p className="min-w-0 flex-1 text-muted">{told}</p>
        {actions}
        <Button look="outline" onClick={giveUp.run}>
          {giveUp.label}
        </Button>
        {goOn === null ? null : (
          <Button look="accent" onClick={goOn.run}>
            {goOn.label}
          </Button>
        )}
      </footer>
    </section>
  );
}
