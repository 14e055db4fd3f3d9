import { ArrowRight, Ban, CircleCheck, CircleHelp, Info, Split } from 'lucide-react';
import type { Through } from '#lib/simulate/sentence.ts';
import type { StepVerdict } from '#lib/simulate/simulation.ts';

/** How the whole answer looks. */
export const throughLooks = {
  yes: { icon: CircleCheck, tone: 'text-ok', says: 'Gets through:' },
  partly: { icon: Split, tone: 'text-warn', says: 'Gets through in part:' },
  no: { icon: Ban, tone: 'text-fail', says: 'Does not get through:' },
  unknown: { icon: CircleHelp, tone: 'text-muted', says: 'Cannot be told:' },
} as const satisfies Readonly<Record<Through, unknown>>;

/** How a step looks by its verdict; the word is for who sees no glyphs. */
export const stepLooks = {
  passed: { icon: CircleCheck, tone: 'text-ok', says: 'passes' },
  decides: { icon: ArrowRight, tone: 'text-accent', says: 'decides' },
  blocks: { icon: Ban, tone: 'text-fail', says: 'ends it' },
  unknown: { icon: CircleHelp, tone: 'text-warn', says: 'not known' },
  note: { icon: Info, tone: 'text-faint', says: 'note' },
} as const satisfies Readonly<Record<StepVerdict, unknown>>;
