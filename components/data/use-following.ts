'use client';
import { useLinkOpen } from './live-provider.tsx';
import type { Followed } from './renew-followers.ts';

/** Without the live stream a page asks by itself, this often; in milliseconds. */
const pollEvery = 15_000;

/** The part of a query's options that keeps its answer new: the live stream tells when it is old, and without it the page asks. */
export function useFollowing(follows: readonly Followed[]) {
  const linked = useLinkOpen();
  const every: number | false = follows.length > 0 && !linked ? pollEvery : false;
  return { meta: { follows }, refetchInterval: every };
}
