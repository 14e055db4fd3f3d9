'use client';
import { useEffect, useMemo } from 'react';
import type { EpochSeconds } from '#lib/core/units.ts';
import { flagsOf } from '#lib/history/flags.ts';
import { foldScalings } from '#lib/history/fold-scalings.ts';
import { FlagLane } from './flag-lane.tsx';
import { type Surroundings, useChangesNear } from './use-changes-near.ts';

interface ChartFlagsProps {
  readonly around: Surroundings;
  /** The frozen moment; null follows the present. */
  readonly at: EpochSeconds | null;
  readonly from: number;
  readonly to: number;
  /** Where the axes of the charts begin and end, in pixels from the edges. */
  readonly left: number;
  readonly right: number;
  /** Told when the moments of the flags change, for the charts to draw a line at each. */
  readonly onMoments: (moments: readonly number[]) => void;
}

/** What changed around what the charts below are about, as flags on their time axis. */
export function ChartFlags({ around, at, from, to, left, right, onMoments }: ChartFlagsProps) {
  const { loaded } = useChangesNear(around, at);
  const changes = loaded.state === 'ready' ? loaded.data.changes : null;
  const flags = useMemo(() => flagsOf(foldScalings(changes ?? []), from, to), [changes, from, to]);
  const moments = flags.map((flag) => flag.at).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moments are told when they are others, whoever hears them
  useEffect(() => onMoments(moments === '' ? [] : moments.split(' ').map(Number)), [moments]);
  return flags.length === 0 ? null : <FlagLane {...{ flags, from, to, left, right }} />;
}
