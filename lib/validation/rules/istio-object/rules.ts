import type { Rule } from '../../rule.ts';
import { refusedByIstio } from './refused-by-istio.ts';

export const istioObjectRules: readonly Rule[] = [refusedByIstio];
