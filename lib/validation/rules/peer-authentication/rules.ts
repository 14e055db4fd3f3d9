import type { Rule } from '../../rule.ts';
import { againstClientTls } from './against-client-tls.ts';
import { severalAtOnce } from './several-at-once.ts';

export const peerAuthenticationRules: readonly Rule[] = [againstClientTls, severalAtOnce];
