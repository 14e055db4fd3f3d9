'use client';
import { cx } from '#components/ui/cx.ts';
import { asEpochSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds } from '#lib/core/units.ts';

interface MomentSliderProps {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** Whether the right end is the present. */
  readonly endsNow: boolean;
  readonly at: number;
  /** What the moment is and how the mesh did then, read aloud. */
  readonly text: string;
  readonly onPoint: (at: EpochSeconds | 'now') => void;
}

/** The handle over the timeline: dragged, or moved with the arrow keys, Page Up and Down, Home and End. */
export function MomentSlider({ start, end, step, endsNow, at, text, onPoint }: MomentSliderProps) {
  return (
    <input
      type="range"
      aria-label="Moment"
      aria-valuetext={text}
      min={start}
      max={end}
      step={step}
      value={Math.min(end, Math.max(start, at))}
      onChange={(event) => {
        const value = Number(event.target.value);
        onPoint(endsNow && value > end - step ? 'now' : asEpochSeconds(value));
      }}
      className={cx(
        'absolute inset-y-0 -left-1.5 m-0 w-[calc(100%+12px)] cursor-ew-resize appearance-none bg-transparent',
        '[&::-webkit-slider-runnable-track]:h-full [&::-moz-range-track]:h-full',
        '[&::-webkit-slider-thumb]:h-full [&::-webkit-slider-thumb]:w-3 [&::-webkit-slider-thumb]:appearance-none',
        '[&::-webkit-slider-thumb]:border-x-5 [&::-webkit-slider-thumb]:border-transparent [&::-webkit-slider-thumb]:bg-accent [&::-webkit-slider-thumb]:bg-clip-padding',
        '[&::-moz-range-thumb]:h-full [&::-moz-range-thumb]:w-0.5 [&::-moz-range-thumb]:rounded-none [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent',
      )}
    />
  );
}
