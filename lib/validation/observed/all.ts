import type { ObservedRule } from './observed-rule.ts';
import { everyHostEjected } from './rules/every-host-ejected.ts';
import { faultInjected } from './rules/fault-injected.ts';
import { networkPolicyBars } from './rules/network-policy-bars.ts';
import { plaintextCallers } from './rules/plaintext-callers.ts';
import { poolTooSmall } from './rules/pool-too-small.ts';
import { principalNeverSeen } from './rules/principal-never-seen.ts';
import { retriesMultiply } from './rules/retries-multiply.ts';
import { timeoutBelowLatency } from './rules/timeout-below-latency.ts';
import { tokensRefused } from './rules/tokens-refused.ts';
import { unknownHost } from './rules/unknown-host.ts';
import { weightWithoutRequests } from './rules/weight-without-requests.ts';

/** Every rule that compares what is declared with what is observed. */
export const observedRules: readonly ObservedRule[] = [
  everyHostEjected,
  faultInjected,
  networkPolicyBars,
  plaintextCallers,
  poolTooSmall,
  principalNeverSeen,
  retriesMultiply,
  timeoutBelowLatency,
  tokensRefused,
  unknownHost,
  weightWithoutRequests,
];
