'use client';
import { GitMerge, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface ConflictViewProps {
  /** The object, as people call it. */
  readonly name: string;
  readonly deleted: boolean;
  /** When began, now, and mine, beside one another. */
  readonly children: ReactNode;
  /** Makes the change again on what is there now; null where that cannot be, and `cannot` says why. */
  readonly onRebase: (() => void) | null;
  readonly cannot: string | null;
  readonly onDiscard: () => void;
  /** Further ways on, such as copying what would be lost. */
  readonly actions?: ReactNode;
}

/** Someone else changed or deleted what was being edited: what was, what is, and what was set here. Nothing is lost until one chooses. */
export function ConflictView(props: ConflictViewProps) {
  const { name, deleted, children, onRebase, cannot, onDiscard, actions } = props;
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
        <p className="min-w-0 flex-1 text-muted">
          {cannot ?? 'Your change is made again on the object as it is now, and reviewed again.'}
        </p>
        {actions}
        <Button look="outline" onClick={onDiscard}>
          Discard mine
        </Button>
        {onRebase === null ? null : (
          <Button look="accent" onClick={onRebase}>
            Rebase onto theirs
          </Button>
        )}
      </footer>
    </section>
  );
}
