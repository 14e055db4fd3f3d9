import type { Rule } from '../../rule.ts';
import { withoutWorkloads } from './without-workloads.ts';

/** Rules about what any policy with a selector says by it. */
export const selectorRules: readonly Rule[] = [withoutWorkloads];
