import { useId } from 'react';
import { cx } from './cx.ts';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  /** In a form: the label is as wide as those of other fields. */
  readonly inForm?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of several, chosen from a list that the browser draws. */
export function SelectField<T extends string>({
  label,
  value,
  options,
  inForm = false,
  onChange,
}: SelectFieldProps<T>) {
  const id = useId();
  const choose = (text: string) => {
    const chosen = options.find((option) => option.value === text);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <span className={cx('flex items-center', inForm ? 'gap-2' : 'gap-1.5')}>
      <label htmlFor={id} className={cx('text-muted', inForm && 'w-52 shrink-0')}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className="h-7 max-w-64 rounded-md border border-control bg-surface px-2 text-text"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </span>
  );
}
