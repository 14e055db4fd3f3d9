import { CircleCheck, CircleDashed, OctagonX } from 'lucide-react';
import type { VerdictWord } from '#lib/verdict/verdict.ts';

/** How a verdict is shown: glyph and word, never colour alone. */
export const verdictLooks = {
  worse: { icon: OctagonX, word: 'Worse', text: 'text-fail' },
  'not-worse': { icon: CircleCheck, word: 'Not worse', text: 'text-ok' },
  'not-enough-data': { icon: CircleDashed, word: 'Not enough data', text: 'text-muted' },
} as const satisfies Record<VerdictWord, unknown>;
