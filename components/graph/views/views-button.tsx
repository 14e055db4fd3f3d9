'use client';
import { Bookmark } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';

const ViewsPanel = lazy(() => import('./views-panel.tsx').then((module) => ({ default: module.ViewsPanel })));

/** The way to the views that were saved by name. */
export function ViewsButton({ say }: { readonly say: (text: string) => void }) {
  return (
    <Floating
      label="Saved views"
      align="end"
      className="w-80 p-2"
      trigger={
        <Button
          className="border border-line bg-surface shadow-float"
          aria-label="Saved views"
          title="Saved views"
        >
          <Bookmark size={14} strokeWidth={1.75} aria-hidden />
        </Button>
      }
    >
      <ViewsPanel say={say} />
    </Floating>
  );
}
