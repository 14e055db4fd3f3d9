import type { Rule } from '../../rule.ts';
import { removedKind } from './removed-kind.ts';
import { tooOldForIstio } from './too-old-for-istio.ts';

export const definitionRules: readonly Rule[] = [removedKind, tooOldForIstio];
