import { useId } from 'react';
import { cx } from './cx.ts';

interface NumberFieldProps {
  readonly label: string;
  /** Null is an empty field. */
  readonly value: number | null;
  readonly unit?: string;
  /** What an empty field stands for. */
  readonly empty?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  readonly onChange: (value: number | null) => void;
}

/** A number to type, with its unit behind it. */
export function NumberField({
  label,
  value,
  unit,
  empty,
  min = 0,
  max,
  step = 1,
  onChange,
}: NumberFieldProps) {
  const id = useId();
  const read = (text: string) => onChange(text === '' || Number.isNaN(Number(text)) ? null : Number(text));
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-52 shrink-0 text-muted">
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        value={value ?? ''}
        placeholder={empty}
        min={min}
        max={max}
        step={step}
        onChange={(event) => read(event.target.value)}
        className={cx(
          'tabular h-7 w-28 rounded-md border border-control bg-surface px-2 text-right',
          'placeholder:text-faint',
        )}
      />
      {unit === undefined ? null : <span className="text-muted">{unit}</span>}
    </div>
  );
}
