import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
  /** What is to be known of it. */
  readonly children?: ReactNode;
}

/** One of a few short words, side by side under what they are about. */
export function Choice<T extends string>({
  label,
  values,
  words,
  chosen,
  onChoose,
  children,
}: ChoiceProps<T>) {
  return (
    <fieldset className="mb-2">
      <legend className="px-2 py-1 font-semibold text-muted text-xs">{label}</legend>
      <div className="flex flex-wrap px-1">
        {values.map((value) => (
          <Button key={value} aria-pressed={value === chosen} onClick={() => onChoose(value)}>
            {words[value]}
          </Button>
        ))}
      </div>
      {children ? <p className="px-2 text-muted text-xs">{children}</p> : null}
    </fieldset>
  );
}
