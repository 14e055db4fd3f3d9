import type { Rule } from '../../rule.ts';
import { patchOperation } from './patch-operation.ts';

export const envoyFilterRules: readonly Rule[] = [patchOperation];
