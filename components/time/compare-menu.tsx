'use client';
import { GitCompareArrows } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { asEpochSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import type { Versus } from '#lib/url/time-codec.ts';

/** How long ago it is offered to look, in seconds. */
const ago = [300, 900, 3600, 86_400] as const;

interface CompareMenuProps {
  readonly at: EpochSeconds | null;
  readonly versus: Versus | null;
  readonly onVersus: (versus: Versus | null) => void;
}

/** Chooses what the moment looked at is compared with. */
export function CompareMenu({ at, versus, onVersus }: CompareMenuProps) {
  const base = at ?? Math.floor(Date.now() / 1000);
  return (
    <Floating
      label="Compare"
      align="end"
      className="w-72 p-2"
      trigger={
        <Button aria-pressed={versus !== null}>
          <GitCompareArrows size={14} aria-hidden /> Compare
        </Button>
      }
    >
      <p className="px-2 py-1 font-semibold text-muted text-xs">
        Compare {at === null ? 'the present' : formatMoment(at)} with
      </p>
      <div className="flex flex-col items-stretch">
        {at === null ? null : <Choice text="the present" onClick={() => onVersus('now')} />}
        {ago.map((seconds) => (
          <Choice
            key={seconds}
            text={`${formatSpan(seconds)} ${at === null ? 'ago' : 'before'}`}
            onClick={() => onVersus(asEpochSeconds(base - seconds))}
          />
        ))}
        {at === null || versus === at ? null : (
          <Choice text="another: keep this one, then move the handle" onClick={() => onVersus(at)} />
        )}
        {versus === null ? null : (
          <Choice text="nothing: end the comparison" onClick={() => onVersus(null)} />
        )}
      </div>
    </Floating>
  );
}

function Choice({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-7 rounded-sm px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      {text}
    </button>
  );
}
