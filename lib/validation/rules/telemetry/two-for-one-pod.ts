import { objects, refOf } from '#lib/mesh/objects.ts';
import { podsInCommon } from '#lib/mesh/pods-in-common.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Telemetries whose selectors share a pod (telemetry.SelectorAnalyzer). */
export const twoForOnePod: Rule = {
  name: 'telemetry/two-for-one-pod',
  codes: ['IST0159'],
  reads: ['Telemetry', 'Pod'],
  *check(cluster) {
    const common = podsInCommon(
      cluster,
      objects(cluster, 'Telemetry'),
      ({ spec }) => spec?.selector?.matchLabels ?? {},
    );
    for (const [telemetry, { pod, others }] of common) {
      const args = { others: namesOf(others), pod: pod.metadata.name };
      const path = 'spec.selector.matchLabels';
      yield findingOf({ code: 'IST0159', path, args }, refOf(cluster, 'Telemetry', telemetry));
    }
  },
};
