/** The clock of the embedded cluster: the wall's, but for the time while the past is being loaded. */
export interface DemoClock {
  /** Epoch milliseconds. */
  now(): number;
  /** From here on time runs on from `ms`. */
  jumpTo(ms: number): void;
  /** Back to the wall clock. */
  follow(): void;
}

/** A clock over the wall clock that can be set back. */
export function createDemoClock(wall: () => number): DemoClock {
  let offset = 0;
  return {
    now: () => wall() + offset,
    jumpTo(ms) {
      offset = ms - wall();
    },
    follow() {
      offset = 0;
    },
  };
}

/** The clock beside an API server that keeps its own time: never ahead of it nor behind. */
export const createWallClock = (wall: () => number): DemoClock => ({
  now: wall,
  jumpTo: () => undefined,
  follow: () => undefined,
});
