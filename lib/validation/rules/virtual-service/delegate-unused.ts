import { objects, refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { delegations, isDelegate } from './delegations.ts';

/** A VirtualService without hosts that no other one delegates to. */
export const delegateUnused: Rule = {
  name: 'virtual-service/delegate-unused',
  codes: ['WEFT0013'],
  reads: ['VirtualService'],
  *check(cluster) {
    const used = new Set([...delegations(cluster)].map(({ delegate }) => delegate));
    for (const service of objects(cluster, 'VirtualService')) {
      if (!isDelegate(service) || used.has(service)) continue;
      const object = refOf(cluster, 'VirtualService', service);
      yield findingOf({ code: 'WEFT0013', path: 'metadata.name', args: {} }, object);
    }
  },
};
