'use client';
import { useObject } from '#components/data/use-api.ts';
import { cx } from '#components/ui/cx.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { type Excerpt, excerptOf } from '#lib/k8s/excerpt.ts';

/** The lines of an object in which a field stands, as the viewer may read them now. */
export function YamlExcerpt({ object, path }: { object: ObjectRef; path: string }) {
  const loaded = useObject(object);
  if (loaded.state === 'loading')
    return <div role="status" aria-label="Reading the lines" className="skeleton mt-1 h-20 max-w-160" />;
  if (loaded.state === 'failed') return <p className="mt-1 text-muted text-xs">{loaded.error.message}</p>;
  const excerpt = excerptOf(loaded.data.yaml, path);
  if (excerpt === null) return <p className="mt-1 text-muted text-xs">The object is empty.</p>;
  return <Lines excerpt={excerpt} label={`${object.kind} ${object.name}, ${path}`} />;
}

function Lines({ excerpt: { from, lines, marked, more }, label }: { excerpt: Excerpt; label: string }) {
  const [first, last] = marked;
  return (
    <figure className="mt-1 max-w-200 overflow-x-auto rounded-md border border-line bg-bg" aria-label={label}>
      <div className="w-max min-w-full whitespace-pre py-1 font-mono text-xs leading-5">
        {lines.map((line, i) => {
          const number = from + i;
          const decides = number >= first && number <= last;
          return (
            <div
              key={number}
              className={cx(
                'flex border-l-2 pr-3',
                decides ? 'border-accent bg-accent-quiet' : 'border-transparent',
              )}
            >
              <span className="tabular w-10 shrink-0 select-none pr-3 text-right text-faint">{number}</span>
              {decides && number === first ? <span className="sr-only">decides: </span> : null}
              <span className={decides ? 'text-text' : 'text-muted'}>{line}</span>
            </div>
          );
        })}
      </div>
      {more > 0 ? (
        <figcaption className="border-line border-t px-3 py-1 text-muted text-xs">
          {plural(more, 'more line', 'more lines')} of it
        </figcaption>
      ) : null}
    </figure>
  );
}
