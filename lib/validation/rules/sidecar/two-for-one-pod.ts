import { podInAmbient } from '#lib/mesh/ambient.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { podsInCommon } from '#lib/mesh/pods-in-common.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { labelsOf } from './sidecar-scope.ts';

/** Sidecars whose selectors share a pod (sidecar.SelectorAnalyzer). Pods in ambient have no sidecar to quarrel about. */
export const twoForOnePod: Rule = {
  name: 'sidecar/two-for-one-pod',
  codes: ['IST0110'],
  reads: ['Sidecar', 'Pod'],
  *check(cluster) {
    const common = podsInCommon(cluster, objects(cluster, 'Sidecar'), labelsOf);
    for (const [sidecar, { pod, others }] of common) {
      if (podInAmbient(pod)) continue;
      const args = { others: namesOf(others), pod: pod.metadata.name };
      const path = 'spec.workloadSelector.labels';
      yield findingOf({ code: 'IST0110', path, args }, refOf(cluster, 'Sidecar', sidecar));
    }
  },
};
