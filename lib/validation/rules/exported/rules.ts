import type { Rule } from '../../rule.ts';
import { toUnknownNamespace } from './to-unknown-namespace.ts';

/** Rules about what any object with `exportTo` says by it. */
export const exportedRules: readonly Rule[] = [toUnknownNamespace];
