import type { Rule } from '../../rule.ts';
import { mutualByHand } from './mutual-by-hand.ts';
import { mutualThatNobodyDemands } from './mutual-that-nobody-demands.ts';
import { mutualToNoProxy } from './mutual-to-no-proxy.ts';
import { serverNotVerified } from './server-not-verified.ts';
import { severalForOneHost } from './several-for-one-host.ts';
import { subsetSelectsNoPod } from './subset-selects-no-pod.ts';
import { subsetWithoutLabels } from './subset-without-labels.ts';
import { tlsAgainstPeerAuthentication } from './tls-against-peer-authentication.ts';
import { tlsNotRepeated } from './tls-not-repeated.ts';
import { unknownHost } from './unknown-host.ts';

export const destinationRuleRules: readonly Rule[] = [
  mutualToNoProxy,
  serverNotVerified,
  subsetSelectsNoPod,
  unknownHost,
  severalForOneHost,
  subsetWithoutLabels,
  tlsAgainstPeerAuthentication,
  tlsNotRepeated,
  mutualThatNobodyDemands,
  mutualByHand,
];
