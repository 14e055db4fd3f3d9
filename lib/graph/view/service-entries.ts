import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import { blankNode, isEgressCluster } from './add-flows.ts';
import { clusterOf } from './backing.ts';
import { isKnown } from './endpoint.ts';
import type { ViewOptions } from './options.ts';
import { addResponse, addTraffic, noTraffic, trafficOf } from './traffic.ts';
import {
  type EntryFacts,
  edgeBetween,
  edgeKey,
  removeNode,
  type ViewEdge,
  type ViewGraph,
  type ViewNode,
} from './view-graph.ts';

/** Hosts of one ServiceEntry as one node, named after it: which host was called stands in the responses of its edges. */
export function mergeServiceEntries(graph: ViewGraph, snapshot: MeshSnapshot, options: ViewOptions): void {
  const emptied = new Set<string>();
  for (const edge of [...graph.edges.values()]) {
    const [caller, host] = [graph.nodes.get(edge.source), graph.nodes.get(edge.target)];
    if (caller === undefined || host === undefined || !mayBeEntry(host)) continue;
    const entry = entryFor(caller, host, snapshot, options);
    if (entry === null) continue;
    redirect(graph, edge, host, entryNode(graph, entry, caller, options.namespaces));
    emptied.add(host.id);
  }
  for (const id of emptied) {
    if (![...graph.edges.values()].some((edge) => edge.target === id)) removeNode(graph, id);
  }
}

/** A service node where requests ended may be a host of a ServiceEntry. */
const mayBeEntry = (node: ViewNode): boolean =>
  node.kind === 'service' &&
  node.serviceEntry === null &&
  !node.injected &&
  !isEgressCluster(node) &&
  isKnown(node.cluster) &&
  isKnown(node.namespace);

/** The entry that a host means where it is called, else in the namespace that telemetry has it in. */
function entryFor(
  caller: ViewNode,
  host: ViewNode,
  snapshot: MeshSnapshot,
  { readable }: ViewOptions,
): ServiceEntry | null {
  const cluster = clusterOf(snapshot, caller.cluster);
  if (cluster === null) return null;
  for (const viewer of new Set([caller.namespace, host.namespace])) {
    const entry = readable(caller.cluster, viewer) ? entryOf(cluster, host.service ?? '', viewer) : null;
    if (entry !== null) return entry;
  }
  return null;
}

/** The entry that a host means to a caller: of two with the same host the one that is not exported to all. */
function entryOf(cluster: ClusterSnapshot, host: string, viewer: string): ServiceEntry | null {
  const fallback = meshConfigOf(cluster).defaultServiceExportTo;
  const visible = [...objects(cluster, 'ServiceEntry')].filter(
    (entry) =>
      isExportedTo(entry.spec?.exportTo, fallback, entry.metadata.namespace ?? '', viewer) &&
      (entry.spec?.hosts ?? []).some((written) => means(written, host, entry)),
  );
  const toAll = (entry: ServiceEntry) => (entry.spec?.exportTo ?? fallback).includes('*');
  return visible.find((entry) => !toAll(entry)) ?? visible[0] ?? null;
}

const isInternal = (entry: ServiceEntry): boolean => entry.spec?.location === 'MESH_INTERNAL';

/** Telemetry names a host as written, wildcards too; of a host inside the mesh often only its first part. */
function means(written: string, host: string, entry: ServiceEntry): boolean {
  if (written === host) return true;
  const labels = written.split('.');
  // `name.namespace.global` is how other clusters were once addressed, and is always written whole.
  const isGlobal = labels.length === 3 && labels[2] === 'global';
  return isInternal(entry) && !isGlobal && labels[0] === host;
}

function factsOf({ metadata, spec }: ServiceEntry): EntryFacts {
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    hosts: spec?.hosts ?? [],
    location: spec?.location === 'MESH_INTERNAL' ? 'MESH_INTERNAL' : 'MESH_EXTERNAL',
  };
}

/** The node of an entry as its callers see it: it stands in the namespace that is looked at, where they call it from. */
function entryNode(
  graph: ViewGraph,
  entry: ServiceEntry,
  caller: ViewNode,
  namespaces: ReadonlySet<string>,
): ViewNode {
  const facts = factsOf(entry);
  const [first] = namespaces;
  const namespace = namespaces.has(caller.namespace) ? caller.namespace : (first ?? caller.namespace);
  const id = `entry/${caller.cluster}/${namespace}/${facts.namespace}/${facts.name}`;
  const known = graph.nodes.get(id);
  if (known !== undefined) return known;
  const identity = { kind: 'service', cluster: caller.cluster, namespace, name: facts.name } as const;
  const made = { ...blankNode(id, identity), service: facts.name, serviceEntry: facts };
  graph.nodes.set(id, made);
  return made;
}

function redirect(graph: ViewGraph, edge: ViewEdge, from: ViewNode, to: ViewNode): void {
  const { source, target, protocol } = edge;
  graph.edges.delete(edgeKey(source, target, protocol));
  const moved = edgeBetween(graph, source, to.id, protocol);
  for (const stretch of edge.stretches) moved.stretches.add(stretch);
  for (const [host, service] of edge.services) moved.services.set(host, service);
  for (const response of edge.responses.values()) {
    addResponse(moved.responses, response);
    addTraffic(to.inbound, protocol, response.code, response.rate, response.flags !== null);
  }
  for (const [key, service] of from.addressedAs) to.addressedAs.set(key, service);
  // What other callers sent stays with the host.
  from.inbound = noTraffic();
  for (const other of graph.edges.values()) {
    if (other.target === from.id)
      from.inbound[other.protocol] = trafficOf(other.protocol, other.responses.values());
  }
}
