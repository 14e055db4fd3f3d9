'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useId, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';

const YamlExcerpt = lazy(() =>
  import('./yaml-excerpt.tsx').then((module) => ({ default: module.YamlExcerpt })),
);

/** The object and the field that say so, as a link to that line; the lines themselves are folded beneath. */
export function WrittenAt({ object, path }: { object: ObjectRef; path: string | null }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <span className="ml-2 text-xs">
        <Link href={pagePaths.object(object, path ?? '')} className="text-accent hover:underline">
          {object.kind} {object.namespace === null ? '' : `${object.namespace}/`}
          {object.name}
        </Link>{' '}
        {path === null ? null : (
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="rounded-sm text-left font-mono text-faint hover:text-text"
          >
            <ChevronRight
              size={12}
              aria-hidden
              className={cx('mr-0.5 inline-block align-[-1px]', open && 'rotate-90')}
            />
            {path}
          </button>
        )}
      </span>
      {open && path !== null ? (
        <div id={id}>
          <Suspense fallback={<div className="skeleton mt-1 h-20 max-w-160" />}>
            <YamlExcerpt object={object} path={path} />
          </Suspense>
        </div>
      ) : null}
    </>
  );
}
