import type { ReactNode } from 'react';

interface PartProps {
  readonly id: string;
  readonly title: string;
  /** What the part is for, in a sentence. */
  readonly about?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a long page, under a heading that a link can lead to. */
export function Part({ id, title, about, aside, children }: PartProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id={`${id}-title`} className="font-semibold text-base">
          {title}
        </h2>
        {aside ? <div className="tabular text-muted">{aside}</div> : null}
      </div>
      {about ? <p className="mb-3 max-w-180 text-muted">{about}</p> : null}
      {children}
    </section>
  );
}
