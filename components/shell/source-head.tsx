'use client';
import type { LucideIcon } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { SourceState } from '#lib/api/status-contract.ts';
import { formatMoment, formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';

interface SourceHeadProps {
  readonly name: string;
  readonly word: string;
  readonly icon: LucideIcon;
  /** The class of its colour. */
  readonly text: string;
  readonly source: SourceState;
  /** Seconds since 1970. */
  readonly now: number;
}

/** In words how a source of truth does, since when and why. */
export function SourceHead({ name, word, icon: Icon, text, source, now }: SourceHeadProps) {
  return (
    <div className="border-line border-b px-4 py-3">
      <div className="flex items-center gap-2 font-semibold">
        <Icon size={16} strokeWidth={2} className={text} aria-hidden />
        {name} is {word}
      </div>
      <p className="text-muted">
        <span title={formatUtc(source.since)}>Since {formatMoment(source.since)}</span>
        {source.lastGood === null
          ? '; no good answer yet'
          : `; last good answer ${formatAge(source.lastGood, now)}`}
      </p>
      {source.reason ? <p className={cx('mt-1 break-words', text)}>{source.reason}</p> : null}
    </div>
  );
}
