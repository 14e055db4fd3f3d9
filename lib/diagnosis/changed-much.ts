/** Slower by this factor, and by so many milliseconds at least, is slow. */
const slower = 2;
const slowerMs = 50;

/** Traffic below this part of what it was has stopped. */
const stoppedPart = 0.02;

/** Whether requests take much longer than before, both in milliseconds. */
export const isSlow = (now: number, before: number): boolean =>
  now >= slower * before && now - before >= slowerMs;

/** Whether traffic that was there is not any more, both in requests per second. */
export const isSilent = (now: number, before: number): boolean => before > 0 && now <= stoppedPart * before;
