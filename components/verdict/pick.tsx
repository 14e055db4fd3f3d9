import { useId } from 'react';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly { readonly value: string; readonly text: string }[];
  readonly onPick: (value: string) => void;
}

/** One of a few values, in a line of text. */
export function Pick({ label, value, values, onPick }: PickProps) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-1.5">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className="h-6 max-w-36 truncate rounded-md border border-line-strong bg-surface px-1 text-text"
      >
        {values.some((each) => each.value === value) ? null : <option value={value}>none</option>}
        {values.map((each) => (
          <option key={each.value} value={each.value}>
            {each.text}
          </option>
        ))}
      </select>
    </span>
  );
}
