import type { ReactNode } from 'react';
import { type LegendGroup, LineMark } from './legend-mark.tsx';

const mark = (shape: ReactNode, line: ReactNode) => (
  <span className="flex flex-col items-center gap-0.5">
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
      {shape}
    </svg>
    {line}
  </span>
);

/** What stands out while two moments are compared. */
export const compareEntries: LegendGroup = {
  title: 'Comparing two moments',
  entries: [
    {
      mark: mark(
        <path
          d="M7 1.200a5.800 5.800 0 1 0 0 11.600A5.800 5.800 0 1 0 7 1.200M4 7h6M7 4v6"
          strokeWidth="1.600"
        />,
        <LineMark className="text-[var(--info-line)]" width={2} />,
      ),
      text: 'New at the later moment, with its rate',
      tone: 'text-[var(--info-line)]',
    },
    {
      mark: mark(
        <path d="M1.200 1.200h11.600v11.600H1.200zM4 7h6" strokeWidth="1.600" />,
        <LineMark className="text-warn-line" width={2} dash="5 3" />,
      ),
      text: 'Lost since the earlier one, with what its rate was',
      tone: 'text-warn-line',
    },
    {
      mark: mark(
        <path d="M7 1 13 7 7 13 1 7z" fill="currentColor" />,
        <LineMark className="text-accent" width={2} dash="8 2 2 2" />,
      ),
      text: 'Changed by more than chance: the differences, signed',
      tone: 'text-accent',
    },
    { mark: <LineMark className="text-[var(--edge)] opacity-30" width={2} />, text: 'The same: steps back' },
  ],
};
