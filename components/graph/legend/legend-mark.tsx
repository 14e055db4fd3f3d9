import type { ReactNode } from 'react';

/** One line of the legend: what is drawn, and what it means. */
export interface LegendEntry {
  readonly mark: ReactNode;
  readonly text: string;
  readonly tone?: string;
}

/** What belongs together in the legend. */
export interface LegendGroup {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
}

interface LineProps {
  readonly className: string;
  readonly width: number;
  readonly dash?: string;
}

/** A line with its head, as the canvas draws an edge. */
export function LineMark({ className, width, dash }: LineProps) {
  return (
    <svg width="30" height="10" viewBox="0 0 30 10" className={className} aria-hidden="true">
      <path d="M0 5h23" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
      <path d="m22 1.500 7 3.500-7 3.500z" fill="currentColor" />
    </svg>
  );
}

/** The outline of a node, or of a box. */
export const frameMark = (className: string): ReactNode => (
  <span className={`h-3.5 w-7 rounded-sm ${className}`} />
);
