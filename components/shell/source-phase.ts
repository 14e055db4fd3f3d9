import type { SourceState } from '#lib/api/status-contract.ts';
import { formatAge } from '#lib/format/duration.ts';

export type SourceTone = 'ok' | 'warn' | 'fail' | 'idle';

/** How a source does, in a word and a tone. `now` in Unix seconds; `warned`: it answered, and doubts a part of the answer. */
export function describeSource(
  source: SourceState,
  now: number,
  warned = false,
): { word: string; tone: SourceTone } {
  switch (source.phase) {
    case 'live':
      return warned ? { word: 'live, with warnings', tone: 'warn' } : { word: 'live', tone: 'ok' };
    case 'starting':
      return { word: 'starting', tone: 'idle' };
    case 'stale':
      return {
        word: source.lastGood === null ? 'stale' : `stale, ${formatAge(source.lastGood, now)}`,
        tone: 'warn',
      };
    case 'failing':
      return { word: 'failing', tone: 'fail' };
  }
}
