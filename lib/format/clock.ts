const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};
const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once a zone: making a formatter costs far more than using it. */
function formatter(options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${options.day === undefined ? '' : 'day '}${timeZone ?? ''}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formatters.set(key, known);
  return known;
}

/** A moment (Unix seconds) as `12:03:20` in `timeZone`, the viewer's own when not given. */
export function formatClock(epochSeconds: number, timeZone?: string): string {
  return formatter(clock, timeZone).format(epochSeconds * 1000);
}

/** The hour and minute, for the axis of a chart. */
export function formatClockShort(epochSeconds: number, timeZone?: string): string {
  return formatClock(epochSeconds, timeZone).slice(0, 5);
}

/** A moment with its day: `21 Nov, 12:03:20`. */
export function formatMoment(epochSeconds: number, timeZone?: string): string {
  return formatter({ ...day, ...clock }, timeZone).format(epochSeconds * 1000);
}

/** The same moment in UTC, shown on hover: `2026-11-21 12:03:20 UTC`. */
export function formatUtc(epochSeconds: number): string {
  return `${new Date(epochSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
