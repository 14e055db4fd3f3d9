import type { Rule } from '../../rule.ts';
import { alphaAnnotation } from './alpha-annotation.ts';
import { wrongAnnotation } from './wrong-annotation.ts';

export const annotationRules: readonly Rule[] = [alphaAnnotation, wrongAnnotation];
