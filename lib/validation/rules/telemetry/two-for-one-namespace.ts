import { objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Several Telemetries for one whole namespace (telemetry.DefaultSelectorAnalyzer). Those attached to something are apart. */
export const twoForOneNamespace: Rule = {
  name: 'telemetry/two-for-one-namespace',
  codes: ['IST0160'],
  reads: ['Telemetry'],
  *check(cluster) {
    const wide = [...objects(cluster, 'Telemetry')].filter(({ spec }) => {
      const { selector, targetRef, targetRefs = [] } = spec ?? {};
      return selector === undefined && targetRef === undefined && targetRefs.length === 0;
    });
    for (const same of Map.groupBy(wide, ({ metadata }) => metadata.namespace ?? '').values()) {
      if (same.length < 2) continue;
      for (const telemetry of same) {
        const args = { others: namesOf(same.filter((other) => other !== telemetry)) };
        yield findingOf(
          { code: 'IST0160', path: 'metadata.name', args },
          refOf(cluster, 'Telemetry', telemetry),
        );
      }
    }
  },
};
