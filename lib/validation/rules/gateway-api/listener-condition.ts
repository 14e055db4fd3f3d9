import type { Condition } from '#lib/k8s/workload-types.ts';
import { objectRule } from '../../rule.ts';

/** Conditions that must not be false, and those that must not be true (Gateway API, ListenerConditionType). */
const wanted = new Set(['Accepted', 'Programmed', 'Ready', 'ResolvedRefs']);
const unwanted = new Set(['Conflicted', 'Detached']);
const passing = new Set(['Pending', 'AddressNotAssigned']);

/** What a controller has said of one listener of a Gateway, and of the Gateway in conditions of old. */
export const listenerCondition = objectRule({
  name: 'gateway-api/listener-condition',
  codes: ['WEFT1128'],
  kind: 'K8sGateway',
  *remarks({ status }) {
    for (const [i, condition] of (status?.conditions ?? []).entries()) {
      const ofOld = ['Ready', 'Scheduled', ...unwanted].includes(condition.type);
      if (!ofOld || !(isBad(condition) || (condition.type === 'Scheduled' && condition.status === 'False')))
        continue;
      yield { code: 'WEFT1128', path: `status.conditions[${i}]`, args: argsOf('The gateway', condition) };
    }
    for (const [i, { name = '', conditions = [] }] of (status?.listeners ?? []).entries()) {
      for (const [j, condition] of conditions.entries()) {
        if (!isBad(condition)) continue;
        const path = `status.listeners[${i}].conditions[${j}]`;
        yield { code: 'WEFT1128', path, args: argsOf(`Listener ${name}`, condition) };
      }
    }
  },
});

const isBad = ({ type, status, reason = '' }: Condition): boolean =>
  !passing.has(reason) &&
  ((wanted.has(type) && status === 'False') || (unwanted.has(type) && status === 'True'));

function argsOf(which: string, { type, status, reason = '', message = '' }: Condition) {
  const why = [reason, message].filter(Boolean).join(': ') || 'no reason given';
  return { which, type, status, why };
}
