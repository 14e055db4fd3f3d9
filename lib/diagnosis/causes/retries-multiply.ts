import { decimal, formatCount } from '#lib/format/number.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { countOf } from '../rows.ts';
import { showObject } from '../shown-by.ts';

/** More tries for each failure than this are load of their own. */
const many = 3;

/** Retries of a route bring a failing callee several times the load. */
export const retriesMultiply: Cause = {
  code: 'retries-multiply',
  look(situation) {
    const { way, symptom, edge, atCallee } = situation;
    if (way === null || symptom.kind !== 'errors') return null;
    const failed = countOf(atCallee.filter(({ error }) => error));
    const [asked, came] = [edge.reports.source?.count ?? null, edge.reports.destination?.count ?? null];
    const [found] = way.rules.flatMap(({ rule, route }) => {
      const { retries } = effectsOf(rule);
      return retries === null || retries.attempts <= many ? [] : [{ rule, route, retries }];
    });
    if (found === undefined || failed === 0 || asked === null || came === null) return null;
    const { object } = found.route;
    const path = `${found.rule.path}.${found.rule.written?.api === 'gateway' ? 'retry' : 'retries'}`;
    const more = came - asked;
    return {
      checks: [
        decisive(
          confirmed(`The route tries up to ${found.retries.attempts} times more`, {
            object,
            path,
            command: showObject(object),
          }),
        ),
        decisive(
          checked(more > 0.3 * failed, {
            yes: `${formatCount(came)} requests arrived where ${formatCount(asked)} were sent (${decimal(came / asked, 2)} times)`,
            no: 'No more requests arrive than are sent',
          }),
        ),
        confirmed(`The callee’s proxy counts ${formatCount(failed)} failures, try by try`),
      ],
      culprit: { object, path },
      args: {
        attempts: String(found.retries.attempts),
        times: decimal(came / asked, 2),
        callee: situation.target.name,
      },
      explains: failed,
      fix: null,
    };
  },
};
