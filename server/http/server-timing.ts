import type { Clock } from '../context.ts';

/** Runs a step of answering a request and notes how long the request waited for it. */
export type Timed = <T>(step: 'refresh' | 'build', run: () => Promise<T>) => Promise<T>;

/** Notes nothing: for those who do not tell their caller. */
export const untimed: Timed = (_step, run) => run();

/** What a request waited for, as the header Server-Timing says it: whole milliseconds; what others had asked for already costs 0. */
export function createServerTiming(clock: Pick<Clock, 'now'>): { readonly timed: Timed; header(): string } {
  const steps: string[] = [];
  return {
    async timed(step, run) {
      const start = clock.now();
      try {
        return await run();
      } finally {
        steps.push(`${step};dur=${clock.now() - start}`);
      }
    },
    header: () => steps.join(', '),
  };
}
