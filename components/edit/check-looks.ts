import { CircleCheck, CircleHelp, OctagonX, TriangleAlert } from 'lucide-react';
import type { Check } from '#lib/core/check.ts';

/** How the outcome of a check is shown: glyph and word, never colour alone. */
export const checkLooks = {
  passes: { icon: CircleCheck, word: 'Passed', text: 'text-ok' },
  warns: { icon: TriangleAlert, word: 'Warns', text: 'text-warn' },
  blocks: { icon: OctagonX, word: 'Blocks', text: 'text-fail' },
  unknown: { icon: CircleHelp, word: 'Not known', text: 'text-muted' },
} as const satisfies Record<Check['outcome'], unknown>;

/** What stands in the way first. */
export const checkOrder: readonly Check['outcome'][] = ['blocks', 'warns', 'unknown', 'passes'];
