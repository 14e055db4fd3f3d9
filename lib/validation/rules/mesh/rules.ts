import type { Rule } from '../../rule.ts';
import { unknownRegistry } from './unknown-registry.ts';

export const meshRules: readonly Rule[] = [unknownRegistry];
