import { type EdgeId, edgeId, type NodeId, nodeId } from '#lib/core/ids.ts';
import type { Protocol, ServiceRef } from './model.ts';

/** What a node is; its id is made of this alone. */
export type NodeIdentity =
  | {
      readonly kind: 'workload';
      readonly cluster: string;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly kind: 'service';
      readonly cluster: string;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly kind: 'external';
      readonly cluster: string;
      readonly namespace: string | null;
      readonly name: string;
    }
  | { readonly kind: 'passthrough' | 'blackhole' | 'unknown' | 'unknown-target'; readonly cluster: string };

const tags = {
  workload: 'wl',
  service: 'svc',
  external: 'ext',
  passthrough: 'passthrough',
  blackhole: 'blackhole',
  unknown: 'unknown',
  'unknown-target': 'unknown-target',
} as const;

/** A name within an id, where `/` and `|` stand between names; those of Kubernetes have neither. */
export const idPart = (name: string): string => name.replace(/[%/|]/g, encodeURIComponent);

/** The id of a node. Two series that mean the same thing give the same id, whenever and in whatever order they come. */
export function nodeIdOf(identity: NodeIdentity): NodeId {
  const tag = tags[identity.kind];
  if (!('name' in identity)) return nodeId.parse(`${tag}/${idPart(identity.cluster)}`);
  const names = [identity.cluster, identity.namespace ?? '-', identity.name];
  return nodeId.parse(`${tag}/${names.map(idPart).join('/')}`);
}

/** The id of an edge: who calls whom, by which service, in which protocol. */
export function edgeIdOf(
  source: NodeId,
  target: NodeId,
  protocol: Protocol,
  service: ServiceRef | null,
): EdgeId {
  const by =
    service === null ? '-' : [service.cluster, service.namespace, service.name].map(idPart).join('/');
  return edgeId.parse(`${source}|${target}|${protocol}|${by}`);
}
