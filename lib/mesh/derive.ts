import type { KindName } from '#lib/k8s/kinds.ts';
import { readWhole } from './read-ledger.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/**
 * A function of a few kinds of a cluster that is worked out again only when one of those kinds changed. Snapshots share
 * what did not change, so identity of the maps tells; the memory goes with the snapshot.
 */
export function derive<T>(
  from: readonly KindName[],
  compute: (cluster: ClusterSnapshot) => T,
): (cluster: ClusterSnapshot) => T {
  const bySnapshot = new WeakMap<ClusterSnapshot, T>();
  const latest = new Map<string, { readonly inputs: readonly unknown[]; readonly value: T }>();
  return (read) => {
    const cluster = readWhole(read, from);
    const known = bySnapshot.get(cluster);
    if (known !== undefined) return known;
    const inputs = from.map((kind) => cluster.objects.get(kind));
    const last = latest.get(cluster.id);
    const same = last?.inputs.every((input, i) => input === inputs[i]) === true;
    const value = same && last !== undefined ? last.value : compute(cluster);
    bySnapshot.set(cluster, value);
    latest.set(cluster.id, { inputs, value });
    return value;
  };
}

/** The same within one namespace: a pod that comes or goes makes no work for the namespaces it is not in. */
export function deriveInNamespace<T>(
  from: readonly KindName[],
  compute: (cluster: ClusterSnapshot, namespace: string) => T,
): (cluster: ClusterSnapshot, namespace: string) => T {
  const latest = new Map<string, { readonly inputs: readonly unknown[]; readonly value: T }>();
  return (read, namespace) => {
    const cluster = readWhole(read, from, namespace);
    const key = `${cluster.id}/${namespace}`;
    const inputs = from.map((kind) => cluster.objects.get(kind)?.get(namespace));
    const last = latest.get(key);
    if (last?.inputs.every((input, i) => input === inputs[i])) return last.value;
    const value = compute(cluster, namespace);
    latest.set(key, { inputs, value });
    return value;
  };
}
