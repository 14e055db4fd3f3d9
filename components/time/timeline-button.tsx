'use client';
import { History } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { spanChoices } from '#lib/url/time-codec.ts';
import { useTimelineSpan } from './time-params.ts';

/** Opens and closes the timeline beneath the page. */
export function TimelineButton() {
  const [span, setSpan] = useTimelineSpan();
  return (
    <IconButton
      icon={History}
      label="Timeline"
      keys="t"
      aria-pressed={span !== null}
      onClick={() => void setSpan(span === null ? (spanChoices[0] ?? null) : null)}
    />
  );
}
