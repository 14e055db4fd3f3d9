'use client';
import { useEffect, useRef, useState } from 'react';
import { useStatus } from '#components/data/use-api.ts';
import { asSeconds } from '#lib/core/branded.ts';
import { frameOf, moved, type Speed } from '#lib/graph/playback.ts';
import type { Moment } from './use-moment.ts';

/** Between two refreshes nothing is new; until the server said how long that is. */
const usualRefresh = asSeconds(15);

export interface Playback {
  readonly playing: boolean;
  readonly speed: Speed;
  /** The length of a step by hand, in seconds. */
  readonly refresh: number;
  setSpeed(speed: Speed): void;
  toggle(): void;
  /** One refresh later, or earlier; stops the play. */
  stepBy(refreshes: 1 | -1): void;
}

const present = () => Math.floor(Date.now() / 1000);

/** Plays the past from the moment looked at. The next step is asked for only when the answer of the last one is there. */
export function usePlayback(moment: Moment): Playback {
  const status = useStatus();
  const refresh = status.state === 'ready' ? status.data.refreshInterval : usualRefresh;
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(10);
  const shownAt = useRef(0);
  const { at, waiting, failed, draft, go } = moment;
  const plays = playing && at !== null && !failed;

  useEffect(() => {
    if (!plays) setPlaying(false);
  }, [plays]);

  useEffect(() => {
    if (!plays || waiting || draft !== null) return;
    const { step, stay } = frameOf(speed, refresh);
    // An answer that took long has used up its time already.
    const wait = Math.max(0, shownAt.current + stay - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      go(moved(at, step, present()));
    }, wait);
    return () => clearTimeout(timer);
  }, [plays, waiting, draft, at, speed, refresh, go]);

  return {
    playing: plays,
    speed,
    refresh,
    setSpeed,
    toggle: () => {
      shownAt.current = performance.now();
      setPlaying(!playing);
    },
    stepBy: (refreshes) => {
      setPlaying(false);
      go(moved(at, refreshes * refresh, present()));
    },
  };
}
