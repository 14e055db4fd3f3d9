'use client';
import { Layers2, Search, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { boxKindOf } from '#lib/graph/boxes.ts';
import type { CollapseState } from './use-collapse.ts';
import type { ViewPanelProps } from './view-panel.tsx';

const ViewPanel = lazy(() => import('./view-panel.tsx').then((module) => ({ default: module.ViewPanel })));
const ClosingsPanel = lazy(() =>
  import('./closings-panel.tsx').then((module) => ({ default: module.ClosingsPanel })),
);

interface ViewOptionsProps extends ViewPanelProps {
  readonly collapse: CollapseState;
  /** Opens find and hide; null while it is open. */
  readonly onFind: (() => void) | null;
}

/** What the graph shows, which of its boxes are open, and the way to find and hide. What is in the panels comes when one is opened. */
export function ViewOptions({ collapse, onFind, ...view }: ViewOptionsProps) {
  const namespaces = collapse.boxes.filter(({ box }) => boxKindOf(box) === 'namespace');
  const opened = namespaces.filter(({ box }) => !collapse.isCollapsed(box)).length;
  return (
    <div className="flex gap-1 rounded-md border border-line bg-surface p-0.5 shadow-float">
      <Floating
        label="View"
        className="w-[min(36rem,94vw)] p-2"
        trigger={
          <Button>
            <SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden /> View
          </Button>
        }
      >
        <Suspense>
          <ViewPanel {...view} />
        </Suspense>
      </Floating>
      {collapse.boxes.length === 0 ? null : (
        <Floating
          label="Open namespaces"
          className="w-64 p-2"
          trigger={
            <Button>
              <Layers2 size={14} strokeWidth={1.75} aria-hidden /> {opened} of {namespaces.length} open
            </Button>
          }
        >
          <Suspense>
            <ClosingsPanel collapse={collapse} />
          </Suspense>
        </Floating>
      )}
      {onFind ? (
        <Button onClick={onFind}>
          <Search size={14} strokeWidth={1.75} aria-hidden /> Find and hide
        </Button>
      ) : null}
    </div>
  );
}
