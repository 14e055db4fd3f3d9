'use client';
import { Unlink, X } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { Fragment } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { FallenBack } from '#lib/url/fallen-back.ts';
import { instead, quoted } from '#lib/url/fallen-text.ts';

/** So many parameters are named; the others are counted. */
const named = 3;

/** The parameters of the link that mean nothing and what is shown instead. Dismissed, they leave the link. */
export function LinkNotice({ fallen }: { fallen: readonly FallenBack[] }) {
  const names = fallen.map(({ name }) => name);
  const [, set] = useQueryStates(Object.fromEntries(names.map((name) => [name, parseAsString])), {
    history: 'replace',
  });
  const more = fallen.length - named;
  return (
    <div className="flex min-h-8 items-center gap-2 border-line border-b bg-warn-quiet px-3 text-warn text-xs">
      <Unlink size={14} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 py-1">
        Not understood in the link:{' '}
        {fallen.slice(0, named).map((each, i) => (
          <Fragment key={each.name}>
            {i > 0 ? '; ' : ''}
            <bdi className="break-all font-mono">{quoted(each)}</bdi>, {instead(each)}
          </Fragment>
        ))}
        {more > 0 ? `; and ${more} more` : ''}.
      </p>
      <IconButton
        icon={X}
        label="Dismiss, and take it out of the link"
        onClick={() => void set(Object.fromEntries(names.map((name) => [name, null])))}
      />
    </div>
  );
}
