import { namespaceInAmbient } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { objectsRule } from '../../rule.ts';

/** An object exported to a namespace that does not exist. Ambient does not look at `exportTo`. */
export const toUnknownNamespace = objectsRule({
  name: 'exported/to-unknown-namespace',
  codes: ['WEFT1001'],
  kinds: ['VirtualService', 'DestinationRule', 'ServiceEntry'],
  reads: ['Namespace'],
  *remarks(_, { metadata, spec }, cluster) {
    if (namespaceInAmbient(cluster, metadata.namespace ?? '')) return;
    for (const [i, namespace] of (spec?.exportTo ?? []).entries()) {
      if (['*', '.', '~', ''].includes(namespace)) continue;
      if (objectAt(cluster, 'Namespace', '', namespace) !== null) continue;
      yield { code: 'WEFT1001', path: `spec.exportTo[${i}]`, args: { namespace } };
    }
  },
});
