'use client';
import { ChevronDown } from 'lucide-react';
import { Button } from './button.tsx';
import { CheckRow } from './check-row.tsx';
import { cx } from './cx.ts';
import { Floating } from './floating.tsx';

/** Values, each with how many there are of it. */
export type Counted = ReadonlyMap<string, number>;

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly of: Counted;
  readonly chosen: readonly string[];
  readonly titleOf?: (value: string) => string | undefined;
  /** A value as people know it. */
  readonly nameOf?: (value: string) => string;
  /** What stands in place of the number, for a value that has none. */
  readonly hintOf?: (value: string) => string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A button that opens the values of one kind to choose among; none chosen means all. */
export function Choice({
  label,
  all,
  of,
  chosen,
  titleOf,
  nameOf = (value) => value,
  hintOf,
  onChange,
}: ChoiceProps) {
  const values = [...new Set([...of.keys(), ...chosen])].sort();
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <Floating
      label={label}
      className={cx('max-h-96 overflow-y-auto p-2', titleOf ? 'w-96' : 'w-64')}
      trigger={
        <Button>
          <span className={chosen.length > 0 ? 'max-w-40 truncate text-text' : ''}>
            {chosen.length === 0 ? all : chosen.map(nameOf).join(', ')}
          </span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      <CheckRow label={all} checked={chosen.length === 0} onChange={() => onChange([])} />
      <div className="my-1 border-line border-t" />
      {values.map((value) => (
        <CheckRow
          key={value}
          label={titleOf?.(value) === undefined ? nameOf(value) : `${nameOf(value)} · ${titleOf(value)}`}
          hint={hintOf?.(value) ?? String(of.get(value) ?? 0)}
          checked={chosen.includes(value)}
          onChange={() => toggle(value)}
        />
      ))}
    </Floating>
  );
}
