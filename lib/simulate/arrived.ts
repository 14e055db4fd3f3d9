import { trustDomainsOf } from '#lib/mesh/mesh-config.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { SimulatedToken } from './request.ts';

/** A request as it stands before the callee's proxy. */
export interface Arrived {
  /** Whether only bytes are seen: a port of TCP, or ztunnel. */
  readonly stream: boolean;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  /** As the certificate proves it, once for each trust domain it may stand under; empty where none was shown. */
  readonly principals: readonly string[];
  /** Addresses of who connects; null where they are not known. */
  readonly addresses: readonly string[] | null;
  /** The token that was accepted. */
  readonly token: SimulatedToken | null;
}

/**
 * The names of a workload in certificates. Policies write `cluster.local` for the trust domain of the mesh whatever it is, and
 * its aliases count too (istio.io, trust domain migration).
 */
export function principalsOf(
  cluster: ClusterSnapshot,
  { namespace, serviceAccount }: Workload,
): readonly string[] {
  const domains = new Set([...trustDomainsOf(cluster), 'cluster.local']);
  return [...domains].map((domain) => `${domain}/ns/${namespace}/sa/${serviceAccount}`);
}

/** The addresses of a workload's pods; null where any of them has none yet. */
export function addressesOf(
  cluster: ClusterSnapshot,
  { namespace, podNames }: Workload,
): readonly string[] | null {
  const found = podNames.map((name) => objectAt(cluster, 'Pod', namespace, name)?.status?.podIP ?? '');
  return found.length === 0 || found.includes('') ? null : found;
}
