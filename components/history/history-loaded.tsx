import type { ReactNode } from 'react';
import type { Loadable } from '#components/data/loadable.ts';
import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { KeptNotice } from './kept-notice.tsx';

interface HistoryLoadedProps {
  readonly of: Loadable<HistoryResponse>;
  readonly children: (data: HistoryResponse) => ReactNode;
}

/** A list of changes within a panel, by what is known of it; where it cannot be kept that is said before it. */
export function HistoryLoaded({ of, children }: HistoryLoadedProps) {
  switch (of.state) {
    case 'loading':
      return <div role="status" aria-label="Loading what changed" className="skeleton h-8" />;
    case 'failed':
      return <p className="text-fail">{of.error.message}</p>;
    case 'ready':
      return (
        <>
          <KeptNotice kept={of.data.kept} />
          {children(of.data)}
        </>
      );
  }
}
