import { ArrowUp } from 'lucide-react';
import { plural } from '#lib/format/ellipsis.ts';

interface NewRowsProps {
  readonly count: number;
  /** What one of them is called. */
  readonly called: string;
  /** Pixels from the top of the grid. */
  readonly top: number;
  readonly onShow: () => void;
}

/** How many rows came above what is looked at, and the way to them. */
export const NewRows = ({ count, called, top, onShow }: NewRowsProps) => (
  <div
    className="pointer-events-none absolute inset-x-0 z-20 flex justify-center"
    style={{ top }}
    aria-live="polite"
  >
    {count === 0 ? null : (
      <button
        type="button"
        onClick={onShow}
        className="tabular pointer-events-auto flex h-7 items-center gap-1.5 rounded-full bg-accent px-3 font-medium text-on-accent shadow-md"
      >
        <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
        {plural(count, called)}
      </button>
    )}
  </div>
);
