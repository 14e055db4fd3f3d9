interface Pod {
  readonly pod: string;
  readonly read: {
    readonly from: number | null;
    readonly to: number | null;
    readonly older: boolean;
    readonly cut: { readonly by: string } | null;
  } | null;
}

/** How much of a time the logs of pods were looked through; in milliseconds since the epoch. */
export interface LogReach<P> {
  /** Pods with lines of the time before the first that was looked at, and the moment from which on each of their logs was. */
  readonly older: readonly P[];
  readonly from: number | null;
  /** Pods with lines of the time behind the last that was looked at, and the moment up to which each of their logs was. */
  readonly later: readonly P[];
  readonly to: number | null;
}

export function logReach<P extends Pod>(pods: readonly P[]): LogReach<P> {
  const older = pods.filter(({ read }) => read?.older === true);
  const later = pods.filter(({ read }) => read?.cut?.by === 'bytes');
  const known = (of: readonly P[], end: 'from' | 'to') => of.flatMap(({ read }) => read?.[end] ?? []);
  return {
    older,
    from: older.length === 0 ? null : (known(older, 'from').sort((a, b) => b - a)[0] ?? null),
    later,
    to: later.length === 0 ? null : (known(later, 'to').sort((a, b) => a - b)[0] ?? null),
  };
}

/**
 * When the first line of all was written, where that is well after the time begins: what was before is not kept, or nothing was logged. Null
 * where the logs reach back to its beginning. Milliseconds since the epoch, and seconds of the time.
 */
export function firstLine(
  pods: readonly Pod[],
  { at, window }: { readonly at: number; readonly window: number },
): number | null {
  const [first] = pods.flatMap(({ read }) => read?.from ?? []).sort((a, b) => a - b);
  return first !== undefined && first > (at - 0.9 * window) * 1000 ? first : null;
}

/** The longest of some windows that, ending at `at`, begins no earlier than what was not read; the shortest where none does. Seconds. */
export function narrowerWindow<W extends number>(
  windows: readonly W[],
  { window, at }: { readonly window: number; readonly at: number },
  to: number,
): W | null {
  const shorter = windows.filter((each) => each < window);
  const missing = at - Math.floor(to / 1000);
  return shorter.findLast((each) => each <= missing) ?? shorter[0] ?? null;
}
