import { type AnnotationInfo, annotationInfo, isIstioAnnotation } from '#lib/istio/annotations.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { isFirstOfLikes } from '#lib/mesh/one-of-likes.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** One of Istio's annotations on an object. `info` is null where Istio does not know it. */
export interface Annotated {
  readonly kind: KindName;
  readonly object: KubeObject;
  readonly name: string;
  readonly value: string;
  readonly info: AnnotationInfo | null;
}

/** The kinds whose annotations Istio looks at. */
export const annotatedKinds = ['Namespace', 'Service', 'Pod', 'Deployment'] as const satisfies KindName[];

/** Istio's annotations on an object of those kinds; of pods that one controller made on the first alone. */
export function* annotated(
  kind: (typeof annotatedKinds)[number],
  object: KubeObject,
  cluster: ClusterSnapshot,
): Generator<Annotated> {
  for (const [name, value] of Object.entries(object.metadata.annotations ?? {})) {
    if (!isIstioAnnotation(name)) continue;
    if (kind === 'Pod' && !isFirstOfLikes(cluster, object)) return;
    yield { kind, object, name, value, info: annotationInfo(name) };
  }
}
