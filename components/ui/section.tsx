import type { ReactNode } from 'react';

/** A part of a panel under its heading, with an optional remark at the right. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-line border-t px-4 py-3">
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h3 className="font-semibold text-muted text-xs">{title}</h3>
        {aside ? <div className="text-faint text-xs">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}
