'use client';
import { lazy, Suspense } from 'react';
import { useCommands } from '#components/shell/commands.tsx';
import { spanChoices } from '#lib/url/time-codec.ts';
import { useTimelineSpan, useVersus } from './time-params.ts';

const TimelineStrip = lazy(() =>
  import('./timeline-strip.tsx').then((module) => ({ default: module.TimelineStrip })),
);
const ComparePanel = lazy(() =>
  import('./compare-panel.tsx').then((module) => ({ default: module.ComparePanel })),
);

/** Time beneath the page: the timeline and the comparison of two moments, each only while it is open. */
export function TimeDock() {
  const [span, setSpan] = useTimelineSpan();
  const [versus] = useVersus();
  useCommands([
    {
      id: 'timeline',
      title: span === null ? 'Open the timeline' : 'Close the timeline',
      keys: 't',
      run: () => void setSpan(span === null ? (spanChoices[0] ?? null) : null),
    },
  ]);
  return (
    <>
      <Suspense>{versus === null ? null : <ComparePanel />}</Suspense>
      <Suspense>
        {span === null ? null : <TimelineStrip span={span} onSpan={(next) => void setSpan(next)} />}
      </Suspense>
    </>
  );
}
