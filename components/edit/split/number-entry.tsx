'use client';
import { type KeyboardEvent, useState } from 'react';
import { cx } from '#components/ui/cx.ts';

interface NumberEntryProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Whether parts of a whole may be entered. */
  readonly fractions?: boolean;
  readonly disabled: boolean;
  readonly unit?: string;
  readonly onEnter: (value: number) => void;
}

/** A number to type exactly. It counts once it is entered or left; Esc gives back what was there. */
export function NumberEntry({
  label,
  value,
  max,
  fractions = false,
  disabled,
  unit,
  onEnter,
}: NumberEntryProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null ? value : Number(typed);
  const wrong =
    typed !== null &&
    (typed.trim() === '' || !(number >= 0 && number <= max) || !(fractions || Number.isInteger(number)));
  const take = () => {
    if (typed !== null && !wrong && number !== value) onEnter(number);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !(event.ctrlKey || event.metaKey)) take();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <span
      className={cx(
        'inline-flex h-7 w-full items-center rounded-md border bg-surface px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        wrong ? 'border-fail-line' : 'border-control',
        disabled && 'opacity-60',
      )}
    >
      <input
        inputMode={fractions ? 'decimal' : 'numeric'}
        aria-label={label}
        aria-invalid={wrong}
        disabled={disabled}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={take}
        onKeyDown={onKeyDown}
        className="tabular w-full min-w-0 bg-transparent text-right outline-none"
      />
      {unit === undefined ? null : <span className="pl-1 text-muted">{unit}</span>}
    </span>
  );
}
