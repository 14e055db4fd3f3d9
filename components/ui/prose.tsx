import { Fragment } from 'react';

/** A sentence in which what stands between backticks is shown as code. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, place) => {
    const key = `${place}${part}`;
    return place % 2 === 1 ? (
      <code key={key} className="font-mono text-xs">
        {part}
      </code>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
