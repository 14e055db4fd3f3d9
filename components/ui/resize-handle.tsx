'use client';
import { type PointerEvent, useRef } from 'react';
import { cx } from './cx.ts';

interface ResizeHandleProps {
  /** `x`: between columns, dragged sideways; `y`: between rows. */
  axis: 'x' | 'y';
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  className?: string;
}

/** The border of a panel that opens toward the left or the top: dragged, or moved with the arrow keys. */
export function ResizeHandle({ axis, label, value, min, max, onChange, className }: ResizeHandleProps) {
  const start = useRef<{ at: number; value: number } | null>(null);
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  const place = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);
  const [grow, shrink] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr>
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cx(
        'z-10 shrink-0 touch-none bg-transparent transition-colors hover:bg-accent focus-visible:bg-accent focus-visible:outline-none',
        axis === 'x' ? '-ml-0.5 w-1 cursor-col-resize' : '-mt-0.5 h-1 cursor-row-resize',
        className,
      )}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (start.current) onChange(clamp(start.current.value + start.current.at - place(event)));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === grow) onChange(clamp(value + 16));
        else if (event.key === shrink) onChange(clamp(value - 16));
        else return;
        event.preventDefault();
      }}
    />
  );
}
