/** How a list of a built-in type merges under a strategic merge patch. */
export type ListMerge = { by: 'key'; key: string } | { by: 'value' } | { by: 'replacement' };

/** Lists of objects that merge by a key, by the name of the field (`patchMergeKey` in the Kubernetes API types). */
const keyed: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
  conditions: 'type',
  ownerReferences: 'uid',
  secrets: 'name',
  addresses: 'type',
  podIPs: 'ip',
  hostIPs: 'ip',
  taints: 'key',
  webhooks: 'name',
  podFailurePolicy: 'type',
};

/** Lists of plain values that merge as sets. */
const sets = new Set(['finalizers']);

/** How the list in this field merges; `items` tell the two kinds of `ports` apart. */
export function listMerge(
  field: string,
  items: readonly unknown[],
  parentKeys: readonly string[],
): ListMerge {
  if (sets.has(field)) return { by: 'value' };
  if (field === 'ports') return portsMerge(items, parentKeys);
  const key = keyed[field];
  return key === undefined ? { by: 'replacement' } : { by: 'key', key };
}

/** Ports of containers merge by containerPort, those of services by port; a NetworkPolicy's or an EndpointSlice's are replaced. */
function portsMerge(items: readonly unknown[], parentKeys: readonly string[]): ListMerge {
  const has = (key: string): boolean =>
    items.some((item) => typeof item === 'object' && item !== null && key in item);
  if (has('containerPort')) return { by: 'key', key: 'containerPort' };
  const serviceLike = parentKeys.some((key) => ['selector', 'clusterIP', 'type', 'ports'].includes(key));
  const policyLike = parentKeys.some((key) => ['from', 'to', 'endpoints', 'addressType'].includes(key));
  return serviceLike && !policyLike ? { by: 'key', key: 'port' } : { by: 'replacement' };
}
