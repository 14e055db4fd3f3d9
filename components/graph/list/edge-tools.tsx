'use client';
import { ColumnMenu } from './column-menu.tsx';
import type { ListColumns } from './use-list-columns.ts';

interface EdgeToolsProps {
  /** Words that narrow the list. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly columns: ListColumns;
}

/** What narrows the open edge list, and which columns it has. */
export function EdgeTools({ words, onWords, columns }: EdgeToolsProps) {
  return (
    <>
      <input
        value={words}
        onChange={(event) => onWords(event.target.value)}
        placeholder="Filter: name, code, flag"
        aria-label="Filter edges"
        className="h-7 w-56 rounded-sm border border-control bg-bg px-2 placeholder:text-faint"
      />
      <ColumnMenu {...columns} />
    </>
  );
}
