import type { ClusterId } from '#lib/core/ids.ts';
import { clusterId } from '#lib/core/ids.ts';

type Get = (name: string) => string | null | undefined;

/** A Service that a link names. */
export interface ServiceLink {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly name: string;
}

/** The Service that the parameters of `/edit/service` name, or null where they do not name one. */
export function readServiceLink(get: Get): ServiceLink | null {
  const cluster = clusterId.safeParse(get('cluster'));
  const [namespace, name] = [get('namespace'), get('name')];
  return cluster.success && namespace && name ? { cluster: cluster.data, namespace, name } : null;
}
