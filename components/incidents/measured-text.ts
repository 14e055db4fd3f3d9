import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import type { TrendOf } from './trend-of.ts';

/** What a problem is measured by as it was last known, with its unit: `p95 1.2 s`. */
export function measuredText({ measure, points }: Pick<TrendOf, 'measure' | 'points'>): string {
  const last = points.findLast(([, value]) => value !== null)?.[1] ?? null;
  switch (measure) {
    case 'errors':
      return `${formatRateShort(last)} fail`;
    case 'p95':
      return `p95 ${formatLatency(last)}`;
    case 'requests':
      return `${formatRateShort(last)} sent`;
  }
}

const unmeasured: Readonly<Record<OpenProblem['diagnosis']['symptom']['kind'], string>> = {
  errors: 'No series tells of its errors',
  slow: 'No series tells how long its requests took',
  stopped: 'No series tells of its requests',
};

export const unmeasuredText = (kind: keyof typeof unmeasured): string => unmeasured[kind];
