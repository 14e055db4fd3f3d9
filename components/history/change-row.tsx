'use client';
import { ChevronRight } from 'lucide-react';
import { PageLink } from '#components/ui/page-link.tsx';
import { formatClock, formatMoment, formatUtc } from '#lib/format/clock.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changeText } from '#lib/history/change-text.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { FieldDiff } from './field-diff.tsx';

/** Whose sentence says before and after already. */
const isTold = new Set<ChangeRecord['what']>(['scaled', 'proxy']);

interface ChangeRowProps {
  readonly change: ChangeRecord;
  /** Names the object, where a list is about several. */
  readonly named: boolean;
  /** How near it is to what is looked at, where that is told. */
  readonly near?: string | null;
}

/** One change: what happened to which object, who did it, and the fields on demand. */
export function ChangeRow({ change, named, near = null }: ChangeRowProps) {
  const { object, by, at, fields, seen, what, written } = change;
  return (
    <li className="border-line border-t py-2 first:border-t-0">
      <p className="wrap-anywhere first-letter:uppercase">
        {named ? (
          <PageLink href={pagePaths.object(object)} className="font-medium text-accent hover:underline">
            {object.kind} {object.name}
          </PageLink>
        ) : null}{' '}
        <span className={what === 'event' || what === 'restarted' ? 'text-warn' : undefined}>
          {changeText(change)}
        </span>
      </p>
      {written === undefined ? null : <p className="wrap-anywhere text-muted text-xs">{written.says}</p>}
      {near === null ? null : <p className="tabular text-muted text-xs first-letter:uppercase">{near}</p>}
      <p className="text-faint text-xs">
        <time dateTime={new Date(at * 1000).toISOString()} title={formatUtc(at)}>
          {named ? formatMoment(at) : formatClock(at)}
        </time>
        {written !== undefined ? ` by ${written.user} through Weft` : by === null ? '' : ` by ${by}`}
        {seen === 'found' && what !== 'event' ? ' · before Weft watched' : ''}
      </p>
      {fields.length === 0 || isTold.has(what) ? null : (
        <details className="group">
          <summary className="flex cursor-pointer items-center gap-1 text-muted text-xs hover:text-text">
            <ChevronRight
              size={14}
              className="transition-transform group-open:rotate-90"
              aria-hidden="true"
            />
            Before and after
          </summary>
          <FieldDiff change={change} />
        </details>
      )}
    </li>
  );
}
