import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ConfigMap } from '#lib/k8s/workload-types.ts';
import type { Keep } from './list.ts';

/** The mesh configuration and the injector's, of any revision; other ConfigMaps are nobody's business here. */
const meshConfigMap = /^istio(-sidecar-injector)?(-[a-z0-9-]+)?$/;
const keptData = ['mesh', 'meshNetworks', 'values', 'config'] as const;

/** Which objects of a kind are kept, and in which form; null drops one. */
export function keeperOf(kind: KindName): Keep {
  return kind === 'ConfigMap' ? keepConfigMap : (object) => object;
}

function keepConfigMap(object: KubeObject): KubeObject | null {
  if (!meshConfigMap.test(object.metadata.name) || object.metadata.name.includes('ca-root-cert')) return null;
  const { data = {}, ...rest }: ConfigMap = object;
  const kept = Object.entries(data).filter(([key]) => keptData.some((name) => name === key));
  if (kept.length === 0) return null;
  const map: ConfigMap = { ...rest, data: Object.fromEntries(kept) };
  return map;
}
