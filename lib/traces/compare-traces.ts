import type { TraceSummary } from './summarise.ts';

type Ranked = Pick<TraceSummary, 'failed' | 'duration' | 'start'>;

/** Failed ones first, then the slowest; of equal ones the newest. */
export const compareTraces = (a: Ranked, b: Ranked): number =>
  Number(b.failed > 0) - Number(a.failed > 0) || b.duration - a.duration || b.start - a.start;
