'use client';
import { useState } from 'react';
import { useTime } from '#components/data/url-state.ts';
import { useNow } from '#components/data/use-now.ts';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { windowChoices } from '#lib/url/time-codec.ts';

/** `datetime-local` speaks the viewer's zone without naming it. */
function localText(at: number): string {
  const zoned = new Date((at - new Date(at * 1000).getTimezoneOffset() * 60) * 1000);
  return zoned.toISOString().slice(0, 19);
}

function readLocal(text: string): EpochSeconds | null {
  const at = new Date(text).getTime() / 1000;
  return Number.isFinite(at) && at >= 1e8 ? epochSeconds.parse(Math.floor(at)) : null;
}

/** The zone that the viewer's times are in: `Europe/Berlin`. */
const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The window, and the moment at which it ends. */
export function TimePanel() {
  const { selection, setWindow, freeze } = useTime();
  const now = useNow();
  return (
    <>
      <WindowChoices chosen={selection.window} onChoose={setWindow} />
      <div className="my-2 border-line border-t" />
      <EndTime at={selection.at} now={now} onFreeze={freeze} />
    </>
  );
}

function WindowChoices({
  chosen,
  onChoose,
}: {
  chosen: number;
  onChoose: (window: (typeof windowChoices)[number]) => void;
}) {
  return (
    <>
      <div className="px-2 py-1 font-semibold text-muted text-xs">Traffic of the last</div>
      <div role="radiogroup" aria-label="Window">
        {windowChoices.map((window) => (
          <CheckRow
            key={window}
            kind="radio"
            label={formatSpan(window)}
            checked={window === chosen}
            onChange={() => onChoose(window)}
          />
        ))}
      </div>
    </>
  );
}

function EndTime({
  at,
  now,
  onFreeze,
}: {
  at: EpochSeconds | null;
  now: number;
  onFreeze: (at: EpochSeconds | null) => void;
}) {
  const [text, setText] = useState<string | null>(null);
  const typed = text === null ? null : readLocal(text);
  const invalid = text !== null && (typed === null || typed > now);
  return (
    <form
      className="space-y-2 px-2 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null && !invalid) onFreeze(typed);
      }}
    >
      <label className="block">
        <span className="mb-1 block font-semibold text-muted text-xs">Ending at, in {ownZone()}</span>
        <input
          type="datetime-local"
          step={1}
          value={text ?? localText(at ?? now)}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={invalid}
          className="h-7 w-full rounded-sm border border-control bg-surface px-2"
        />
      </label>
      {invalid ? <p className="text-fail text-xs">Choose a moment that has passed.</p> : null}
      {at === null ? null : <p className="text-faint text-xs">{formatUtc(at)}</p>}
      <div className="flex gap-2">
        <Button type="submit" look="outline" disabled={typed === null || invalid}>
          Freeze there
        </Button>
        {at === null ? null : (
          <Button look="outline" onClick={() => onFreeze(null)}>
            Follow the present
          </Button>
        )}
      </div>
    </form>
  );
}
