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
  readonly what: 'edge' | 'node';
  readonly children: (data: T) => ReactNode;
}

/** The inspector in each state of its data. */
export function PanelBody<T extends { missing: readonly { query: string; reason: string }[] }>({
  loaded,
  frame,
  what,
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
              loaded.error.code === 'not-found'
                ? `This ${what} is not in the window`
                : `This ${what} cannot be shown`
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
          <div className="space-y-2 px-4 pb-4">
            {loaded.failing ? (
              <Notice icon={Clock} tone="warn">
                The newest answer failed: {loaded.failing.message} The last good one is shown.
              </Notice>
            ) : null}
            {loaded.data.missing.map((part) => (
              <Notice key={part.query} icon={CircleAlert} tone="warn">
                <span className="font-medium">{part.query}</span> failed: {part.reason}
              </Notice>
            ))}
          </div>
        </div>
      );
  }
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
