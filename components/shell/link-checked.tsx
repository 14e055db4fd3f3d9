'use client';
import { useSearchParams } from 'next/navigation';
import { lazy, type ReactNode, Suspense } from 'react';
import { linkParams, type Parsers } from '#components/data/link-params.ts';
import { fallenBack } from '#lib/url/fallen-back.ts';
import { sharedParams } from './shared-params.ts';

const LinkNotice = lazy(() => import('./link-notice.tsx').then((module) => ({ default: module.LinkNotice })));

const none: Parsers = {};

/** A page, and above it what of its link means nothing. `params` are the page's own. */
export function LinkChecked({ params = none, children }: { params?: Parsers; children: ReactNode }) {
  const link = useSearchParams();
  const fallen = fallenBack(linkParams({ ...sharedParams, ...params }), (name) => link.get(name));
  return (
    <div className="flex h-full flex-col">
      <div role="status" className="shrink-0">
        {fallen.length > 0 ? (
          <Suspense>
            <LinkNotice fallen={fallen} />
          </Suspense>
        ) : null}
      </div>
      <div className="relative min-h-0 flex-1">{children}</div>
    </div>
  );
}
