import { labelsText } from '#lib/k8s/labels-text.ts';
import { kindObjects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** WorkloadGroups of one namespace with the same labels: what selects the machines of one selects those of the other. */
export const labelsOfAnother: Rule = {
  name: 'workload-group/labels-of-another',
  codes: ['WEFT1131'],
  reads: ['WorkloadGroup'],
  *check(cluster) {
    for (const groups of kindObjects(cluster, 'WorkloadGroup').values()) {
      const alike = Map.groupBy(groups.values(), ({ spec }) => labelsText(spec?.metadata?.labels ?? {}));
      for (const [labels, same] of alike) {
        if (labels === labelsText({}) || same.length < 2) continue;
        for (const group of same) {
          const args = { labels, others: namesOf(same.filter((other) => other !== group)) };
          yield findingOf(
            { code: 'WEFT1131', path: 'spec.metadata.labels', args },
            refOf(cluster, 'WorkloadGroup', group),
          );
        }
      }
    }
  },
};
