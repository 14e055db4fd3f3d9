'use client';
import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { formatSpan } from '#lib/format/duration.ts';
import { speeds } from '#lib/graph/playback.ts';
import type { Playback } from './use-playback.ts';

interface PlayBarProps {
  readonly playback: Playback;
  /** Nothing plays from the present on. */
  readonly live: boolean;
}

/** Play and pause, steps of one refresh, and how fast. */
export function PlayBar({ playback, live }: PlayBarProps) {
  const { playing, refresh, speed } = playback;
  const select = useId();
  return (
    <div className="flex items-center">
      <IconButton
        side="top"
        icon={StepBack}
        label={`Back by ${formatSpan(refresh)}`}
        keys="["
        onClick={() => playback.stepBy(-1)}
      />
      <IconButton
        side="top"
        icon={playing ? Pause : Play}
        label={playing ? 'Pause the play' : live ? 'Play: choose a past moment first' : 'Play from here'}
        keys="k"
        disabled={live}
        onClick={playback.toggle}
      />
      <IconButton
        side="top"
        icon={StepForward}
        label={`On by ${formatSpan(refresh)}`}
        keys="]"
        disabled={live}
        onClick={() => playback.stepBy(1)}
      />
      <label htmlFor={select} className="sr-only">
        Speed of play
      </label>
      <select
        id={select}
        value={speed}
        onChange={(event) => {
          const chosen = speeds.find((each) => each === Number(event.target.value));
          if (chosen) playback.setSpeed(chosen);
        }}
        className="tabular ml-1 h-7 rounded-md border border-line bg-surface px-1 text-muted hover:bg-hover"
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </div>
  );
}
