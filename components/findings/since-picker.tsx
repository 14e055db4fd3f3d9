'use client';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { asEpochSeconds } from '#lib/core/branded.ts';
import { formatMoment } from '#lib/format/clock.ts';
import type { Age, NewSince } from '#lib/url/findings-codec.ts';

const names: Readonly<Record<Age, string>> = {
  '15m': 'the last 15 minutes',
  '1h': 'the last hour',
  '6h': 'the last 6 hours',
  '1d': 'the last day',
  '7d': 'the last 7 days',
};
const spans: readonly Age[] = ['15m', '1h', '6h', '1d', '7d'];

const describe = (since: NewSince | null): string => {
  if (since === null) return 'New at any time';
  return typeof since === 'string' ? `New in ${names[since]}` : `New since ${formatMoment(since)}`;
};

interface SincePickerProps {
  readonly since: NewSince | null;
  readonly watchedSince: number | null;
  readonly onChange: (since: NewSince | null) => void;
}

/** Since when a finding must be new: in a span before the present, or since a moment. */
export function SincePicker({ since, watchedSince, onChange }: SincePickerProps) {
  const id = useId();
  const moment = typeof since === 'number' ? localText(since) : '';
  return (
    <Floating
      label="New since"
      className="w-72 p-2"
      trigger={
        <Button>
          <span className={since === null ? '' : 'text-text'}>{describe(since)}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      <CheckRow
        kind="radio"
        label="New at any time"
        checked={since === null}
        onChange={() => onChange(null)}
      />
      {spans.map((span) => (
        <CheckRow
          key={span}
          kind="radio"
          label={`New in ${names[span]}`}
          checked={since === span}
          onChange={() => onChange(span)}
        />
      ))}
      <div className="flex items-center gap-2 px-2 py-1">
        <label htmlFor={id}>Since</label>
        <input
          id={id}
          type="datetime-local"
          value={moment}
          onChange={(event) => {
            const at = Date.parse(event.target.value) / 1000;
            if (Number.isFinite(at) && at > 1e9) onChange(asEpochSeconds(Math.floor(at)));
          }}
          className="h-7 min-w-0 flex-1 rounded-sm border border-control bg-surface px-2"
        />
      </div>
      {watchedSince === null ? null : (
        <p className="px-2 py-1 text-muted text-xs">
          {`Watched since ${formatMoment(watchedSince)}. What was there before counts from when its object was last changed.`}
        </p>
      )}
    </Floating>
  );
}

/** As the field writes it: `2026-11-21T12:03`, in the viewer's zone. */
function localText(moment: number): string {
  const date = new Date(moment * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
