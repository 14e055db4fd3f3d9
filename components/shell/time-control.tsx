'use client';
import { ChevronDown, Pause, Play, Radio } from 'lucide-react';
import { lazy } from 'react';
import { useTime } from '#components/data/url-state.ts';
import { useNow } from '#components/data/use-now.ts';
import { TimelineButton } from '#components/time/timeline-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Floating } from '#components/ui/floating.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Tip } from '#components/ui/tip.tsx';
import { asEpochSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatClock, formatMoment, formatUtc } from '#lib/format/clock.ts';
import { formatAge, formatWindow } from '#lib/format/duration.ts';
import { useCommands } from './commands.tsx';

const TimePanel = lazy(() => import('./time-panel.tsx').then((module) => ({ default: module.TimePanel })));

/** The one time control of the product: a window that follows the present, or one that is frozen. `lastAt`: newest data. */
export function TimeControl({ lastAt }: { lastAt: EpochSeconds | null }) {
  const { selection, freeze } = useTime();
  const now = useNow();
  const frozen = selection.at !== null;
  const pause = () => freeze(lastAt ?? asEpochSeconds(Math.floor(Date.now() / 1000)));
  const toggle = () => (frozen ? freeze(null) : pause());
  useCommands([
    {
      id: 'pause',
      title: frozen ? 'Follow the present again' : 'Pause: freeze the time',
      keys: 'p',
      run: toggle,
    },
  ]);
  return (
    <div className="flex items-center">
      <Floating
        label="Time"
        align="end"
        className="w-72 p-2"
        trigger={
          <Button className={frozen ? 'bg-info-quiet text-info hover:bg-info-quiet' : undefined}>
            {frozen ? <Pause size={14} aria-hidden /> : <Radio size={14} aria-hidden />}
            {selection.at === null ? (
              <span className="text-text">Live · {formatWindow(selection.window)}</span>
            ) : (
              <span>
                Paused · {formatWindow(selection.window)} to{' '}
                {now - selection.at < 72_000 ? formatClock(selection.at) : formatMoment(selection.at)}
              </span>
            )}
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
      >
        <TimePanel />
      </Floating>
      <IconButton
        icon={frozen ? Play : Pause}
        label={frozen ? 'Follow the present' : 'Pause'}
        keys="p"
        onClick={toggle}
      />
      <TimelineButton />
      {lastAt === null || now === 0 ? null : (
        <Tip text={formatUtc(lastAt)}>
          <span
            className={cx(
              'tabular ml-1 hidden min-w-19 whitespace-nowrap text-faint text-xs',
              frozen ? 'xl:inline' : 'lg:inline',
            )}
          >
            {formatAge(lastAt, now)}
          </span>
        </Tip>
      )}
    </div>
  );
}
