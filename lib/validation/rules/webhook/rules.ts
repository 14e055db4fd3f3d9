import type { Rule } from '../../rule.ts';
import { controlPlaneAddress } from './control-plane-address.ts';
import { injectorsOverlap } from './injectors-overlap.ts';

export const webhookRules: readonly Rule[] = [controlPlaneAddress, injectorsOverlap];
