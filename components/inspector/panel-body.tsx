'use client';
import { CircleAlert, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Loadable } from '#components/data/loadable.ts';
import { Failure } from '#components/ui/failure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { PanelFrame } from './panel-frame.ts';
import { PanelHead } from './panel-head.tsx';

interface PanelBodyProps<T> {
  readonly loaded: Loadable<T>;
  readonly frame: PanelFrame;
  /** What was looked for, by its id alone: it names what is not there. */
  readonly name: string;
  readonly children: (data: T) => ReactNode;
}

interface Missing {
  readonly query: string;
  readonly reason: string;
}

/** The inspector in each state of its data. */
export function PanelBody<T extends { missing: readonly Missing[] }>({
  loaded,
  frame,
  name,
  children,
}: PanelBodyProps<T>) {
  switch (loaded.state) {
    case 'loading':
      return <PanelSkeleton />;
    case 'failed':
      return (
        <>
          <PanelHead title="" frame={frame} promql={null} />
          <Failure
            code={loaded.error.code}
            title={
              loaded.error.code === 'not-found' ? `${name} is not in the window` : `${name} cannot be shown`
            }
            message={loaded.error.message}
            cure={loaded.error.cure}
            requestId={loaded.error.requestId}
          />
        </>
      );
    case 'ready':
      return (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {children(loaded.data)}
          <Shortfall failing={loaded.failing?.message ?? null} missing={loaded.data.missing} />
        </div>
      );
  }
}

/** What keeps the panel from being whole: it stays in sight at the bottom edge, however far the panel is scrolled. */
function Shortfall({ failing, missing }: { failing: string | null; missing: readonly Missing[] }) {
  if (failing === null && missing.length === 0) return null;
  const reasons = Map.groupBy(missing, ({ reason }) => reason);
  return (
    <div className="sticky bottom-0 space-y-2 border-line border-t bg-surface p-2" aria-live="polite">
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn">
          The newest answer failed: {failing} The last good one is shown.
        </Notice>
      )}
      {[...reasons].map(([reason, parts]) => (
        <Notice key={reason} icon={CircleAlert} tone="warn">
          Not read: {parts.map(({ query }) => query).join(', ')}. {reason}
        </Notice>
      ))}
    </div>
  );
}

function PanelSkeleton() {
  return (
    <div className="space-y-4 p-4" role="status" aria-label="Loading">
      <div className="skeleton h-6 w-3/4" />
      <div className="skeleton h-4 w-1/2" />
      <div className="grid grid-cols-3 gap-3">
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
      </div>
      <div className="skeleton h-28" />
      <div className="skeleton h-28" />
      <div className="skeleton h-40" />
    </div>
  );
}
