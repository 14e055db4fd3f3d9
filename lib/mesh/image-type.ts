import { parse } from 'yaml';
import { z } from 'zod';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const annotation = z.object({ image: z.object({ imageType: z.string() }) });

/**
 * The variant of the proxy's image that a pod asks for (`distroless`, `debug`), empty for the plain one: the pod's own
 * annotation before a ProxyConfig for it, for its namespace, for the mesh, before the mesh configuration.
 */
export function imageTypeOf(cluster: ClusterSnapshot, pod: Pod): string {
  const { rootNamespace, defaultConfig } = meshConfigOf(cluster);
  const namespace = pod.metadata.namespace ?? '';
  const own = [...objects(cluster, 'ProxyConfig', namespace)];
  const selecting = own.find(
    ({ spec }) =>
      spec?.selector !== undefined && matchesLabels(spec.selector.matchLabels ?? {}, pod.metadata.labels),
  );
  const wide = own.find(({ spec }) => spec?.selector === undefined);
  const [root] = objects(cluster, 'ProxyConfig', rootNamespace);
  const found = [
    typeInAnnotation(pod.metadata.annotations?.['proxy.istio.io/config']),
    ...[selecting, wide, root].map((config) => config?.spec?.image?.imageType),
    defaultConfig.image.imageType,
  ].find(Boolean);
  return found === undefined || found === 'default' ? '' : found;
}

function typeInAnnotation(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = annotation.safeParse(parse(text));
    return parsed.success ? parsed.data.image.imageType : undefined;
  } catch {
    return undefined;
  }
}
