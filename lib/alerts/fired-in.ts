/** How often an alert would have fired, and for how many seconds in all. */
export interface Fired {
  readonly times: number;
  readonly lasted: number;
  /** Whether it would fire at the end. */
  readonly now: boolean;
}

/**
 * Reads the moments at which a condition held, in Unix seconds, each `step` after the one before where it went on holding. One that
 * must hold for longer than the step fires once it has; what is shorter than the step between two looks is not seen.
 */
export function firedIn(moments: readonly number[], step: number, holds: number, end: number): Fired {
  let [times, lasted, began] = [0, 0, Number.NaN];
  let [last, fires] = [Number.NaN, false];
  for (const moment of moments) {
    if (!(moment - last <= step * 1.5)) [began, fires] = [moment, false];
    if (!fires && moment - began + step > holds) {
      fires = true;
      times += 1;
    }
    if (fires) lasted += step;
    last = moment;
  }
  return { times, lasted, now: fires && end - last < step };
}
