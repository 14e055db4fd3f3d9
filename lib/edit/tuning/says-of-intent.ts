import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { finishCanarySays } from '../canary/finish-canary.ts';
import { startCanarySays } from '../canary/start-canary.ts';
import { baseOf } from '../live-objects.ts';
import { faultSays } from '../rules/fault-says.ts';
import { headerCohortSays } from '../rules/header-cohort.ts';
import { mirroringSays } from '../rules/mirroring.ts';
import { requestTimeOf, requestTimeSays } from '../rules/request-time.ts';
import type { RuleTarget } from '../rules/rule-target.ts';
import type { Intent } from './intent.ts';
import { tuningOf } from './tuning.ts';
import { writtenRule } from './written-rule.ts';

/** What an intent comes to, given the cluster as it would be: the effect, not the fields. */
export function saysOfIntent(after: ClusterSnapshot, intent: Intent): string {
  switch (intent.edit) {
    case 'timeout':
    case 'retries':
      return timeOf(after, intent.target);
    case 'fault':
      return faultSays(intent.fault);
    case 'clear-fault':
      return 'No request that the rule takes is delayed or aborted on purpose any more.';
    case 'mirror':
      return intent.mirror === null ? 'No copies are sent any more.' : mirroringSays(intent.mirror);
    case 'cohort':
      return headerCohortSays(intent.header, intent.called);
    case 'connection-pool':
      return policyOf(after, intent.target)?.connectionPool ?? '';
    case 'outlier-detection':
      return policyOf(after, intent.target)?.outlierDetection ?? '';
    case 'load-balancer':
      return policyOf(after, intent.target)?.loadBalancer ?? '';
    case 'start-canary':
      return startCanarySays(intent);
    case 'finish-canary':
      return finishCanarySays(intent);
    case 'clean-up-canary':
      return `What is left of the other versions in routes and subsets goes; everything stays with ${intent.keep}.`;
  }
}

type Target = Extract<Intent, { edit: 'connection-pool' }>['target'];

const policyOf = (after: ClusterSnapshot, { service, subset }: Target) =>
  tuningOf(after, service, subset)?.policy.says;

function timeOf(after: ClusterSnapshot, target: RuleTarget): string {
  const rule = 'service' in target ? newRule(after, target.service) : ofObject(after, target);
  return rule === null ? '' : requestTimeSays(requestTimeOf(rule));
}

function newRule(after: ClusterSnapshot, { namespace, name }: { namespace: string; name: string }) {
  const made = objectAt(after, 'VirtualService', namespace, name);
  return made === null ? null : writtenRule(made, 'http/0');
}

function ofObject(after: ClusterSnapshot, { ref, rule }: Extract<RuleTarget, { rule: string }>) {
  const object = baseOf(after, new Map(), ref);
  return object === null ? null : writtenRule(object, rule);
}
