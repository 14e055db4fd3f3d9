import type { Link, ServiceLabels } from '#demo/traffic/config/program.ts';
import type { PodNode, WorkloadNode } from '#demo/traffic/config/workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** What a proxy says of one end of a request. */
export interface Peer {
  readonly workload: string;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
  readonly namespace: string;
  readonly principal: string;
  readonly app: string;
  readonly version: string;
  readonly cluster: string;
}

const unknown = 'unknown';
const cluster = 'Kubernetes';

/** An end that nobody told the proxy about. */
export const unknownPeer: Peer = {
  workload: unknown,
  canonicalService: unknown,
  canonicalRevision: 'latest',
  namespace: unknown,
  principal: unknown,
  app: unknown,
  version: unknown,
  cluster: unknown,
};

/** A workload as its own proxy, or metadata exchange, names it; the principal is known where TLS proved it. */
export const knownPeer = (workload: WorkloadNode, mutualTls: boolean): Peer => ({
  workload: workload.name,
  canonicalService: workload.canonicalService,
  canonicalRevision: workload.canonicalRevision,
  namespace: workload.namespace,
  principal: mutualTls ? workload.principal : unknown,
  app: workload.app ?? unknown,
  version: workload.version ?? unknown,
  cluster,
});

/** What istiod tells of an endpoint that did not speak for itself: all but app and version (istio/proxy `convertEndpointMetadata`). */
const endpointPeer = (workload: WorkloadNode): Peer => ({
  ...knownPeer(workload, false),
  app: unknown,
  version: unknown,
});

/** An endpoint of a ServiceEntry: its namespace and cluster are all that istiod knows. */
const outsidePeer = (namespace: string): Peer => ({ ...unknownPeer, namespace, cluster });

/** The destination as the caller's proxy sees it. `answered`: the callee's proxy took part, so metadata was exchanged. */
export function destinationSeen(link: Link, answered: boolean, tcp: boolean): Peer {
  if (link.pod === null) return link.namespace === null ? unknownPeer : outsidePeer(link.namespace);
  // Over TCP metadata travels inside mutual TLS only.
  const exchanged = answered && link.reported && (!tcp || link.mutualTls);
  if (exchanged) return knownPeer(link.pod.workload, link.mutualTls);
  return link.metadata ? endpointPeer(link.pod.workload) : unknownPeer;
}

/** A workload as ztunnel names it: by its canonical service and revision where sidecars write app and version (ztunnel, metrics.rs). */
export const tunnelPeer = (workload: WorkloadNode): Peer => ({
  ...knownPeer(workload, true),
  app: workload.canonicalService,
  version: workload.canonicalRevision,
});

/** Labels of both ends, in one order for every series so that they share a shape. */
export interface Ends {
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly source: Peer;
  readonly destination: Peer;
  readonly service: ServiceLabels;
}

/** Labels that a scrape adds: those of Istio's sample job `kubernetes-pods`. */
export function targetLabels(pod: PodNode, port: number): Labels {
  const labels: Record<string, string> = {
    job: 'kubernetes-pods',
    instance: `${pod.ip}:${port}`,
    namespace: pod.namespace,
    pod: pod.name,
  };
  if (pod.labels.app !== undefined) labels.app = pod.labels.app;
  if (pod.node !== '') labels.node = pod.node;
  return labels;
}

/** The standard labels that all Istio metrics share. */
export const endLabels = ({ reporter, source, destination, service }: Ends): Labels => ({
  reporter,
  source_workload: source.workload,
  source_canonical_service: source.canonicalService,
  source_canonical_revision: source.canonicalRevision,
  source_workload_namespace: source.namespace,
  source_principal: source.principal,
  source_app: source.app,
  source_version: source.version,
  source_cluster: source.cluster,
  destination_workload: destination.workload,
  destination_workload_namespace: destination.namespace,
  destination_principal: destination.principal,
  destination_app: destination.app,
  destination_version: destination.version,
  destination_service: service.host,
  destination_canonical_service: destination.canonicalService,
  destination_canonical_revision: destination.canonicalRevision,
  destination_service_name: service.name,
  destination_service_namespace: destination.namespace,
  destination_cluster: destination.cluster,
});

/** `connection_security_policy`: only the callee's proxy and a waypoint know. */
export const securityPolicy = (reporter: Ends['reporter'], mutualTls: boolean): string =>
  reporter === 'source' ? unknown : mutualTls ? 'mutual_tls' : 'none';
