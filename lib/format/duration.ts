import { decimal, noData, unitSpace } from './number.ts';

/** A latency in milliseconds: `0.4 ms`, `214 ms`, `1.24 s`. */
export function formatLatency(milliseconds: number | null): string {
  if (milliseconds === null) return noData;
  if (milliseconds >= 60_000) return formatSpan(milliseconds / 1000);
  if (milliseconds >= 1000) return `${decimal(milliseconds / 1000, 2)}${unitSpace}s`;
  return `${decimal(milliseconds, milliseconds < 10 ? 1 : 0)}${unitSpace}ms`;
}

const units = [
  { size: 86_400, name: 'd' },
  { size: 3600, name: 'h' },
  { size: 60, name: 'min' },
] as const;

/** A length of time in seconds by its largest unit, and the next one where it says something: `12 s`, `5 min`, `1 h 20 min`. */
export function formatSpan(seconds: number | null): string {
  if (seconds === null) return noData;
  const whole = Math.max(0, Math.round(seconds));
  for (const [i, unit] of units.entries()) {
    if (whole < unit.size) continue;
    const head = `${Math.floor(whole / unit.size)}${unitSpace}${unit.name}`;
    const next = units[i + 1] ?? { size: 1, name: 's' };
    const rest = Math.floor((whole % unit.size) / next.size);
    return rest === 0 ? head : `${head} ${rest}${unitSpace}${next.name}`;
  }
  return `${whole}${unitSpace}s`;
}

/** How long ago `then` was at `now`, both Unix seconds: `12 s ago`, `5 min ago`. From a minute on its seconds say nothing. */
export function formatAge(then: number | null, now: number): string {
  if (then === null) return noData;
  const age = now - then;
  return age < 1 ? 'now' : `${formatSpan(age < 60 ? age : age - (age % 60))} ago`;
}

/** A window of the time control as it is written in links: `5m`, `1h`. */
export function formatWindow(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`;
}
