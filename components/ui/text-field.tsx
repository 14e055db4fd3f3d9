import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly empty?: string;
  readonly onChange: (value: string) => void;
}

/** A word to type. */
export function TextField({ label, value, empty, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-52 shrink-0 text-muted">
        {label}
      </label>
      <input
        id={id}
        value={value}
        placeholder={empty}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-64 rounded-md border border-control bg-surface px-2 font-mono placeholder:text-faint"
      />
    </div>
  );
}
