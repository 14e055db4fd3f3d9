import type { Pod } from '#lib/k8s/workload-types.ts';
import { imageTypeOf } from '#lib/mesh/image-type.ts';
import { injectorOfRevision } from '#lib/mesh/injector.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { namesOf } from '../../names-of.ts';
import { objectRule } from '../../rule.ts';

/** Pods whose proxy is not the image that the injector would give them now (injection.ImageAnalyzer). */
export const proxyImage = objectRule({
  name: 'namespace/proxy-image',
  codes: ['IST0158'],
  kind: 'Namespace',
  reads: ['Pod', 'ConfigMap'],
  mayRead: ['ProxyConfig'],
  *remarks({ metadata: { name, labels = {} } }, cluster) {
    const revision = labels['istio.io/rev'];
    if (labels['istio-injection'] !== 'enabled' && revision === undefined) return;
    const image = injectorOfRevision(cluster, revision ?? '')?.image;
    if (!image) return;
    const others = [...selectPods(cluster, {}, name)].filter((pod) => {
      const running = proxyImageOf(pod);
      if (running === null || running === image) return false;
      const type = imageTypeOf(cluster, pod);
      return type === '' || running !== `${image}-${type}`;
    });
    if (others.length === 0) return;
    yield { code: 'IST0158', path: 'metadata.name', args: { image, pods: namesOf(others) } };
  },
});

/** The image of a pod's proxy; null where it has none, or one that its own annotation asks for. */
function proxyImageOf({ metadata, spec }: Pod): string | null {
  if (metadata.annotations?.['sidecar.istio.io/proxyImage']) return null;
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return containers.find(({ name }) => name === 'istio-proxy')?.image ?? null;
}
