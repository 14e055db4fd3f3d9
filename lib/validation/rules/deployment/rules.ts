import type { Rule } from '../../rule.ts';
import { behindSeveralServices } from './behind-several-services.ts';
import { keysFetchedFromAnywhere } from './keys-fetched-from-anywhere.ts';

export const deploymentRules: readonly Rule[] = [behindSeveralServices, keysFetchedFromAnywhere];
