import { namespaceMode } from '#lib/istio/dataplane-mode.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { labelsOf } from './sidecar-scope.ts';

/** Several Sidecars for one whole namespace (sidecar.SelectorAnalyzer). */
export const twoForOneNamespace: Rule = {
  name: 'sidecar/two-for-one-namespace',
  codes: ['IST0111'],
  reads: ['Sidecar'],
  mayRead: ['Namespace'],
  *check(cluster) {
    const wide = [...objects(cluster, 'Sidecar')].filter((s) => Object.keys(labelsOf(s)).length === 0);
    for (const [namespace, sidecars] of Map.groupBy(wide, (s) => s.metadata.namespace ?? '')) {
      const labels = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels;
      if (sidecars.length < 2 || namespaceMode(labels) === 'ambient') continue;
      for (const sidecar of sidecars) {
        const args = { others: namesOf(sidecars.filter((other) => other !== sidecar)) };
        yield findingOf({ code: 'IST0111', path: 'metadata.name', args }, refOf(cluster, 'Sidecar', sidecar));
      }
    }
  },
};
