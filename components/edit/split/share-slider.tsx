import { Range, Root, Thumb, Track } from 'radix-ui/slider';
import type { KeyboardEvent } from 'react';
import { cx } from '#components/ui/cx.ts';

interface ShareSliderProps {
  readonly label: string;
  /** What it stands at, read aloud. */
  readonly text: string;
  readonly weight: number;
  /** What all weights of the rule add up to. */
  readonly sum: number;
  readonly disabled: boolean;
  /** The share that was observed, 0 to 1, and where it lies (99 %); null where nothing is known. */
  readonly observed: { readonly share: number; readonly low: number; readonly high: number } | null;
  readonly onMove: (weight: number) => void;
}

const thumb = 16;

/** Where the middle of the handle stands at a share: it never leaves the track. */
const at = (share: number): string => {
  const inside = Math.min(1, Math.max(0, share));
  return `calc(${inside * 100}% + ${(0.5 - inside) * thumb}px)`;
};

/**
 * The weight of a destination on a track that is the whole rule, with what is observed of it as a tick and its band on the same
 * track. Arrow keys move it by one percent, with Shift by five; Page Up and Down by ten; Home and End as far as it goes.
 */
export function ShareSlider({ label, text, weight, sum, disabled, observed, onMove }: ShareSliderProps) {
  const whole = sum === 0 ? 100 : sum;
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = stepsOf(event);
    if (steps === null || disabled) return;
    event.preventDefault();
    onMove(weight + steps * Math.max(1, Math.round(whole / 100)));
  };
  return (
    <Root
      min={0}
      max={whole}
      value={[weight]}
      disabled={disabled}
      onValueChange={([next = weight]) => onMove(next)}
      onKeyDown={onKeyDown}
      className={cx('relative flex h-8 touch-none select-none items-center', disabled && 'opacity-60')}
    >
      <Track className="relative h-1.5 grow overflow-hidden rounded-full bg-line-strong">
        <Range className="absolute h-full bg-accent" />
      </Track>
      {observed === null ? null : (
        <span aria-hidden="true" className="pointer-events-none absolute inset-0">
          <span
            className="absolute top-[21px] h-1 rounded-full bg-info opacity-45"
            style={{ left: at(observed.low), width: `calc(${at(observed.high)} - ${at(observed.low)})` }}
          />
          <span
            className="absolute top-2 h-[22px] w-1 -translate-x-1/2 border-surface border-x bg-info"
            style={{ left: at(observed.share) }}
          />
        </span>
      )}
      <Thumb
        aria-label={label}
        aria-valuetext={text}
        className="block size-4 cursor-grab rounded-full border-2 border-accent bg-surface active:cursor-grabbing data-disabled:cursor-default data-disabled:border-control"
      />
    </Root>
  );
}

function stepsOf({ key, shiftKey }: KeyboardEvent): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return shiftKey ? 5 : 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return shiftKey ? -5 : -1;
    case 'PageUp':
      return 10;
    case 'PageDown':
      return -10;
    default:
      return null;
  }
}
