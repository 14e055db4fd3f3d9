import type { PeerAuthentication } from '#lib/istio/security-types.ts';
import { kindObjects, objects, refOf } from '#lib/mesh/objects.ts';
import { podsInCommon } from '#lib/mesh/pods-in-common.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** PeerAuthentications of one namespace for the same workloads: the oldest holds, the others are dead. */
export const severalAtOnce: Rule = {
  name: 'peer-authentication/several-at-once',
  codes: ['WEFT1030', 'WEFT1031'],
  reads: ['PeerAuthentication', 'Pod'],
  *check(cluster) {
    for (const [namespace, policies] of kindObjects(cluster, 'PeerAuthentication')) {
      const wide = [...policies.values()].filter((policy) => Object.keys(labelsOf(policy)).length === 0);
      for (const policy of wide.length < 2 ? [] : wide) {
        const args = { namespace, others: namesOf(wide.filter((other) => other !== policy)) };
        const object = refOf(cluster, 'PeerAuthentication', policy);
        yield findingOf({ code: 'WEFT1030', path: 'metadata.name', args }, object);
      }
    }
    const common = podsInCommon(cluster, objects(cluster, 'PeerAuthentication'), labelsOf);
    for (const [policy, { pod, others }] of common) {
      const args = { pod: pod.metadata.name, others: namesOf(others) };
      const object = refOf(cluster, 'PeerAuthentication', policy);
      yield findingOf({ code: 'WEFT1031', path: 'spec.selector.matchLabels', args }, object);
    }
  },
};

const labelsOf = ({ spec }: PeerAuthentication): Readonly<Record<string, string>> =>
  spec?.selector?.matchLabels ?? {};
