import { Search } from 'lucide-react';
import { cx } from './cx.ts';

interface WordFilterProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How wide it is. */
  readonly className: string;
}

/** The words that what is listed must have. */
export function WordFilter({ value, onChange, className }: WordFilterProps) {
  return (
    <label
      className={cx(
        'flex h-7 flex-1 items-center gap-2 rounded-md border border-control bg-surface px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        className,
      )}
    >
      <Search size={14} aria-hidden className="shrink-0 text-faint" />
      <input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Filter by word"
        aria-label="Filter by word"
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint"
      />
    </label>
  );
}
