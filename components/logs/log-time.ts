import { formatClock } from '#lib/format/clock.ts';

/** A moment in milliseconds as `12:03:20.045`, in the viewer's zone. */
export function logTime(at: number): string {
  const milliseconds = Math.floor(at) % 1000;
  return `${formatClock(Math.floor(at / 1000))}.${String(milliseconds).padStart(3, '0')}`;
}
