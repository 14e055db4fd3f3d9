import { Check } from 'lucide-react';
import { cx } from './cx.ts';

interface CheckRowProps {
  label: string;
  hint?: string;
  checked: boolean;
  kind?: 'checkbox' | 'radio';
  onChange: () => void;
}

/** A line of a panel that is on or off. */
export function CheckRow({ label, hint, checked, kind = 'checkbox', onChange }: CheckRowProps) {
  return (
    <label className="flex min-h-7 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2">
      <input type={kind} checked={checked} onChange={onChange} className="sr-only" />
      <span
        aria-hidden="true"
        className={cx(
          'flex size-4 shrink-0 items-center justify-center border',
          kind === 'radio' ? 'rounded-full' : 'rounded-sm',
          checked ? 'border-accent bg-accent text-on-accent' : 'border-control',
        )}
      >
        {checked ? <Check size={12} strokeWidth={3} /> : null}
      </span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint ? <span className="tabular text-faint text-xs">{hint}</span> : null}
    </label>
  );
}
