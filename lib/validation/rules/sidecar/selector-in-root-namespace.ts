import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objectRule } from '../../rule.ts';
import { labelsOf } from './sidecar-scope.ts';

/** A Sidecar of the root namespace, which is for the whole mesh, with a selector: that is for pods of the root namespace alone. */
export const selectorInRootNamespace = objectRule({
  name: 'sidecar/selector-in-root-namespace',
  codes: ['WEFT1109'],
  kind: 'Sidecar',
  reads: ['ConfigMap'],
  *remarks(sidecar, cluster) {
    const { rootNamespace } = meshConfigOf(cluster);
    if (sidecar.metadata.namespace !== rootNamespace || Object.keys(labelsOf(sidecar)).length === 0) return;
    yield { code: 'WEFT1109', path: 'spec.workloadSelector', args: { namespace: rootNamespace } };
  },
});
