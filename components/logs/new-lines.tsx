import { ArrowUp } from 'lucide-react';
import { plural } from '#lib/format/ellipsis.ts';

/** How many lines came above what is looked at, and the way to them. */
export function NewLines({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-9 z-20 flex justify-center" aria-live="polite">
      {count === 0 ? null : (
        <button
          type="button"
          onClick={onShow}
          className="tabular pointer-events-auto flex h-7 items-center gap-1.5 rounded-full bg-accent px-3 font-medium text-on-accent shadow-md"
        >
          <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
          {`${plural(count, 'new line')}`}
        </button>
      )}
    </div>
  );
}
