import { fieldIn } from '#lib/k8s/field-path.ts';
import { objectsRule, type Remark } from '../../rule.ts';
import { type Annotated, annotated, annotatedKinds } from './annotated.ts';

/** Annotations of Istio's that nobody knows, that stand on the wrong kind or say nothing Istio understands (annotations.K8sAnalyzer). */
export const wrongAnnotation = objectsRule({
  name: 'annotation/wrong-annotation',
  codes: ['IST0107', 'IST0108', 'IST0125', 'IST0135'],
  kinds: annotatedKinds,
  *remarks(kind, object, cluster) {
    for (const one of annotated(kind, object, cluster)) yield* remarks(one);
  },
});

function* remarks({ kind, object, name, value, info }: Annotated): Generator<Remark> {
  const path = fieldIn('metadata.annotations', name);
  if (info === null) {
    yield { code: 'IST0108', path, args: { name } };
    return;
  }
  // Whoever writes the label of that name beside it knows, and keeps both for older versions.
  if (info.deprecated && object.metadata.labels?.[name] === undefined) {
    const instead = name === 'sidecar.istio.io/inject' ? 'the label of the same name' : '';
    yield { code: 'IST0135', path, args: { name, instead } };
  }
  if (info.on.length === 0) return;
  if (!info.on.includes(kind)) {
    yield { code: 'IST0107', path, args: { name, kinds: info.on.join(', ') } };
    return;
  }
  const problem = info.problem(value);
  if (problem !== null) yield { code: 'IST0125', path, args: { name, problem } };
}
