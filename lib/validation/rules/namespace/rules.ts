import type { Rule } from '../../rule.ts';
import { injectionLabels } from './injection-labels.ts';
import { proxyImage } from './proxy-image.ts';

export const namespaceRules: readonly Rule[] = [injectionLabels, proxyImage];
