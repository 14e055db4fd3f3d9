'use client';
import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';

const LegendList = lazy(() => import('./legend-list.tsx').then((module) => ({ default: module.LegendList })));

/** The way to what lines and marks mean. */
export function Legend() {
  return (
    <Floating
      label="Legend"
      align="end"
      className="w-[min(860px,94vw)] p-3"
      trigger={<Button className="border border-line bg-surface shadow-float">Legend</Button>}
    >
      <LegendList />
    </Floating>
  );
}
