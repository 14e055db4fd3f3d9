import type { ReactNode } from 'react';
import { outlines } from './canvas/outlines.ts';

interface GlyphMarkProps {
  readonly name?: keyof typeof outlines;
  /** Pixels of a side. */
  readonly size?: number;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A mark as the canvas draws it. */
export function GlyphMark({ name, size = 16, className, children }: GlyphMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      className={className}
      aria-hidden="true"
    >
      {name ? <path d={outlines[name]} /> : null}
      {children}
    </svg>
  );
}
