import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { FindingLevel } from '#lib/core/finding.ts';

/** How a level looks: status is never colour alone. */
export const levelLooks: Readonly<
  Record<FindingLevel, { readonly icon: LucideIcon; readonly text: string; readonly quiet: string }>
> = {
  error: { icon: CircleAlert, text: 'text-fail', quiet: 'bg-fail-quiet text-fail' },
  warning: { icon: TriangleAlert, text: 'text-warn', quiet: 'bg-warn-quiet text-warn' },
  info: { icon: Info, text: 'text-info', quiet: 'bg-info-quiet text-info' },
};

/** `3 errors`, `1 info`. */
export const levelNames: Readonly<Record<FindingLevel, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['info', 'infos'],
};
