import type { ReactNode } from 'react';
import { WordFilter } from './word-filter.tsx';

interface FilterBarProps {
  readonly label: string;
  /** The words that what is listed must have. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  /** What else the list is narrowed by. */
  readonly children: ReactNode;
}

/** The bar over a list, by which it is narrowed: by its words, and by what stands beside them. */
export const FilterBar = ({ label, words, onWords, children }: FilterBarProps) => (
  <div role="toolbar" aria-label={label} className="flex flex-wrap items-center gap-1 px-4 py-2">
    <WordFilter value={words} onChange={onWords} className="mr-1 min-w-36 max-w-72" />
    {children}
  </div>
);
