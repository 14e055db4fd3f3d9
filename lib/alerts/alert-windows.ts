import { type Seconds, seconds } from '#lib/core/units.ts';
import type { AlertSeverity } from './alert-rule.ts';

/** A share is held over both windows: over the long one it matters, over the short one it still goes on. `holds` in seconds. */
export interface AlertWindows {
  readonly short: Seconds;
  readonly long: Seconds;
  readonly holds: Seconds;
}

const of = (short: number, long: number, holds: number): AlertWindows => ({
  short: seconds.parse(short),
  long: seconds.parse(long),
  holds: seconds.parse(holds),
});

const usual: Readonly<Record<AlertSeverity, AlertWindows>> = {
  critical: of(300, 1800, 60),
  warning: of(1800, 21_600, 900),
};

/** `rate` needs four scrapes, lest one that fails silences the alert. */
const scrapes = 4;

/** The windows of an alert of a severity, wide enough for scrapes of that interval. */
export function alertWindows(severity: AlertSeverity, scrapeInterval: Seconds): AlertWindows {
  const { short, long, holds } = usual[severity];
  const least = Math.ceil(scrapes * scrapeInterval);
  return of(Math.max(short, least), Math.max(long, 6 * least), holds);
}
