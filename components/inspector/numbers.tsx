import type { ReactNode } from 'react';

/** Figures in a row, each under its name. */
export function Numbers({
  items,
}: {
  items: readonly { label: string; value: ReactNode; note?: ReactNode }[];
}) {
  return (
    <dl className="grid grid-cols-3 gap-x-3 gap-y-2">
      {items.map(({ label, value, note }) => (
        <div key={label} className="min-w-0">
          <dt className="text-muted text-xs">{label}</dt>
          <dd className="tabular truncate font-medium text-base">{value}</dd>
          {note ? <dd className="tabular text-faint text-xs">{note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
