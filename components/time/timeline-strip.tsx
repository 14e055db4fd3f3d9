'use client';
import { CircleAlert, Radio, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useNow } from '#components/data/use-now.ts';
import { useCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { TimelineResponse } from '#lib/api/timeline-contract.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { formatClock, formatClockShort, formatMoment, formatUtc } from '#lib/format/clock.ts';
import { formatSpan, formatWindow } from '#lib/format/duration.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import { endShowing, errorShareOf, pointAt, type TimelinePoint, worstPoint } from '#lib/graph/timeline.ts';
import { spanChoices } from '#lib/url/time-codec.ts';
import { CompareMenu } from './compare-menu.tsx';
import { MomentSlider } from './moment-slider.tsx';
import { PlayBar } from './play-bar.tsx';
import { Spark } from './spark.tsx';
import { useVersus } from './time-params.ts';
import { TimelineFlags } from './timeline-flags.tsx';
import { type Moment, useMoment } from './use-moment.ts';
import { type Playback, usePlayback } from './use-playback.ts';
import { useTimeline } from './use-timeline.ts';

interface TimelineStripProps {
  readonly span: Seconds;
  /** Null closes the strip. */
  readonly onSpan: (span: Seconds | null) => void;
}

/** How the mesh did over time, and a handle that chooses the moment the whole product looks at. */
export function TimelineStrip({ span, onSpan }: TimelineStripProps) {
  const moment = useMoment();
  const playback = usePlayback(moment);
  const [versus, setVersus] = useVersus();
  const { at } = moment;
  useCommands([
    { id: 'step-back', title: 'One refresh back in time', keys: '[', run: () => playback.stepBy(-1) },
    { id: 'step-on', title: 'One refresh on in time', keys: ']', run: () => playback.stepBy(1) },
    {
      id: 'play',
      title: playback.playing ? 'Pause the play' : 'Play from this moment',
      keys: 'k',
      run: playback.toggle,
    },
  ]);
  return (
    <section aria-label="Timeline" className="shrink-0 border-line border-t bg-surface px-3 pb-1">
      <div className="flex h-9 items-center gap-2">
        <PlayBar playback={playback} live={at === null} />
        <Spans span={span} onSpan={onSpan} />
        <span className="flex-1" />
        <CompareMenu at={at} versus={versus} onVersus={(next) => void setVersus(next)} />
        <Button
          look={at === null ? 'plain' : 'outline'}
          disabled={at === null}
          onClick={() => moment.go(null)}
        >
          <Radio size={14} aria-hidden /> {at === null ? 'Live' : 'Back to live'}
        </Button>
        <IconButton side="top" icon={X} label="Close the timeline" keys="t" onClick={() => onSpan(null)} />
      </div>
      <Lane moment={moment} playback={playback} span={span} versus={versus === 'now' ? null : versus} />
    </section>
  );
}

function Spans({ span, onSpan }: { span: Seconds; onSpan: (span: Seconds) => void }) {
  return (
    <fieldset className="flex">
      <legend className="sr-only">How far back</legend>
      {spanChoices.map((choice) => (
        <label
          key={choice}
          className={cx(
            'tabular flex h-7 cursor-pointer items-center rounded-md px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
            choice === span ? 'bg-accent-quiet font-medium text-accent' : 'text-muted hover:bg-hover',
          )}
        >
          <input
            type="radio"
            name="timeline-span"
            checked={choice === span}
            onChange={() => onSpan(choice)}
            className="sr-only"
          />
          {formatWindow(choice)}
        </label>
      ))}
    </fieldset>
  );
}

interface LaneProps {
  readonly moment: Moment;
  readonly playback: Playback;
  readonly span: Seconds;
  readonly versus: EpochSeconds | null;
}

/** Where the timeline ends: where it did, as long as the moment is on it. */
function useEnd(at: EpochSeconds | null, span: Seconds, now: number): EpochSeconds | null {
  const [kept, setKept] = useState<EpochSeconds | null>(null);
  const end = now === 0 ? kept : endShowing(at, { span, end: kept }, now);
  if (end !== kept) setKept(end);
  return end;
}

function Lane({ moment, playback, span, versus }: LaneProps) {
  const now = useNow();
  const [namespaces] = useNamespaces();
  const end = useEnd(moment.at, span, now);
  const loaded = useTimeline(span, end, namespaces);
  if (loaded.state === 'loading') return <div className="skeleton mb-5 h-10" />;
  if (loaded.state === 'failed') {
    return (
      <p role="alert" className="flex h-15 items-center gap-2 text-fail">
        <CircleAlert size={14} aria-hidden className="shrink-0" />
        The timeline cannot be shown. {loaded.error.message} The steps and the time control still work.
      </p>
    );
  }
  return <Drawn data={loaded.data} endsNow={end === null} {...{ moment, playback, versus }} />;
}

/** A moment and how the mesh did at it, in one line. */
function momentText(at: number | null, point: TimelinePoint | null): string {
  const when = at === null ? 'Live' : formatMoment(at);
  if (point === null || point.rate === null) return `${when}, no data`;
  const share = errorShareOf(point);
  const errors = point.errors === null ? 'errors not known' : `${formatShare(share ?? 0)} errors`;
  return `${when}, ${formatRateShort(point.rate)}, ${errors}`;
}

/** A timeline of a day begins on another one. */
const axisText = (at: number, span: number): string =>
  span > 43_200 ? formatMoment(at).slice(0, -3) : formatClockShort(at);

interface DrawnProps extends Omit<LaneProps, 'span'> {
  readonly data: TimelineResponse;
  readonly endsNow: boolean;
}

function Drawn({ data, endsNow, moment, playback, versus }: DrawnProps) {
  const { selection } = useTime();
  const { points, step } = data;
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const { at, draft } = moment;
  const pointed = draft === 'now' ? null : (draft ?? at);
  const shown = pointed ?? end;
  const worst = useMemo(() => worstPoint(points), [points]);
  const text = momentText(pointed, pointAt(points, shown));
  return (
    <>
      <TimelineFlags start={start} end={end} />
      <div className="relative mx-1.5 h-10">
        <Spark {...{ points, start, end, step, versus }} band={{ at: shown, window: selection.window }} />
        <span
          aria-hidden="true"
          style={{ left: `${(100 * (shown - start)) / Math.max(1, end - start)}%` }}
          className="pointer-events-none absolute -top-1 size-2.5 -translate-x-1/2 rounded-full bg-accent"
        />
        <MomentSlider
          {...{ start, end, endsNow, text }}
          step={playback.refresh}
          at={shown}
          onPoint={moment.point}
        />
      </div>
      <div className="relative flex h-5 items-center justify-between gap-3 text-faint text-xs">
        <time dateTime={new Date(start * 1000).toISOString()} title={formatUtc(start)} className="tabular">
          {axisText(start, end - start)}
        </time>
        <p className="tabular truncate text-muted">
          <span className="text-text">{text}</span>
          {moment.waiting ? ' · asking' : null}
          {pointed === null ? null : ' · configuration as of now'} · <Legend data={data} worst={worst} />
        </p>
        <time dateTime={new Date(end * 1000).toISOString()} title={formatUtc(end)} className="tabular">
          {endsNow ? 'now' : axisText(end, end - start)}
        </time>
      </div>
      <p className="sr-only" aria-live="polite">
        {announcement(moment, playback, text)}
      </p>
    </>
  );
}

/** While it plays, each step would talk over the one before: only that it plays is said. */
function announcement(
  { waiting, failed, draft }: Moment,
  { playing, speed }: Playback,
  text: string,
): string {
  if (failed) return 'The graph of this moment cannot be shown.';
  if (playing) return `Playing, ${speed} times as fast`;
  return waiting || draft !== null ? '' : `Graph of ${text}`;
}

/** What is drawn, and where it was worst. */
function Legend({ data, worst }: { data: TimelineResponse; worst: TimelinePoint | null }) {
  const [missing] = data.missing;
  if (data.reporter === null) {
    return <>no requests in this time; TCP is not drawn here</>;
  }
  if (missing) return <span className="text-warn">errors not known: {missing.reason}</span>;
  const drawn = `line: requests, bars: share of errors, as the ${data.reporter} reports`;
  if (worst === null) {
    return (
      <span title={`${drawn}; a failure that is the first of its kind on its edge does not show here`}>
        no errors seen
      </span>
    );
  }
  return (
    <span title={`${drawn}; each of ${formatSpan(data.rateWindow)}`}>
      most errors {formatShare(errorShareOf(worst))} at {formatClock(worst.at)}
    </span>
  );
}
