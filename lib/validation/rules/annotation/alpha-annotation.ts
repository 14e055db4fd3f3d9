import { fieldIn } from '#lib/k8s/field-path.ts';
import type { Container, Pod } from '#lib/k8s/workload-types.ts';
import { objectsRule } from '../../rule.ts';
import { type Annotated, annotated, annotatedKinds } from './annotated.ts';

/** Annotations that Istio calls alpha (maturity.AlphaAnalyzer). Many are in daily use: it runs only when asked for. */
export const alphaAnnotation = objectsRule({
  name: 'annotation/alpha-annotation',
  codes: ['IST0136'],
  kinds: annotatedKinds,
  optIn: true,
  *remarks(kind, object, cluster) {
    for (const one of annotated(kind, object, cluster)) {
      const { name, info } = one;
      if (info?.alpha !== true || setByInjector(one)) continue;
      yield { code: 'IST0136', path: fieldIn('metadata.annotations', name), args: { name } };
    }
  },
});

/** Set by the CNI plugin's part of the injection, where no init container does its work. */
const ofCni = new Set([
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
]);

function setByInjector({ kind, object, name }: Annotated): boolean {
  if (name === 'sidecar.istio.io/status') return true;
  return (
    kind === 'Pod' && ofCni.has(name) && !initContainers(object).some(({ name: own }) => own === 'istio-init')
  );
}

// Objects found under Pod are pods.
const initContainers = (object: Annotated['object']): readonly Container[] =>
  (object as Pod).spec?.initContainers ?? [];
