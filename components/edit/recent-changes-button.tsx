'use client';
import { History } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';

const RecentChanges = lazy(() =>
  import('./recent-changes.tsx').then((module) => ({ default: module.RecentChanges })),
);

/** Opens what was changed through Weft, to take it back. */
export function RecentChangesButton() {
  return (
    <Floating
      label="Recent changes"
      align="end"
      trigger={
        <Button>
          <History size={14} strokeWidth={1.75} aria-hidden /> Recent changes
        </Button>
      }
    >
      <RecentChanges />
    </Floating>
  );
}
