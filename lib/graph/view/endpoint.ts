import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import type { Labels } from '#lib/prom/series.ts';

/** One end of a series as its labels name it: `unknown` where the proxy did not know, or wrote nothing. */
export interface Endpoint {
  readonly cluster: string;
  /** The service requests were addressed to; none on the caller's side, whose `serviceNamespace` is its own. */
  readonly serviceNamespace: string;
  readonly service: string;
  readonly namespace: string;
  readonly workload: string;
  readonly app: string;
  readonly version: string;
}

export const unknown = 'unknown';

/** Whether a label says something. */
export const isKnown = (value: string): boolean => value !== '' && value !== unknown;

/** Whether a version says something: `latest` is what Istio writes for want of a label. */
export const isVersion = (value: string): boolean => isKnown(value) && value !== 'latest';

const or = (value: string | undefined): string => (value === undefined || value === '' ? unknown : value);

const clusterOr = (value: string | undefined, sole: string): string =>
  isKnown(or(value)) ? or(value) : sole;

/** `sole` is the cluster that an end is in which names none: the only one there is, or `unknown`. */
export function sourceEndpoint(labels: Labels, sole: string = unknown): Endpoint {
  const namespace = or(labels.source_workload_namespace);
  return {
    cluster: clusterOr(labels.source_cluster, sole),
    serviceNamespace: namespace,
    service: '',
    namespace,
    workload: or(labels.source_workload),
    app: or(labels.source_canonical_service),
    version: or(labels.source_canonical_revision),
  };
}

/** Proxies report requests to the default egress gateway by its host alone. */
const egressHost = 'istio-egressgateway.istio-system.svc.cluster.local';

/** The Service that a host means where its caller is in `cluster`; null where there is none of that name. */
export type HostService = (
  labels: Labels,
  cluster: string,
) => { readonly namespace: string; readonly name: string } | null;

/**
 * The target of a series. A cluster that is not known is the caller's where a service is (istio#29373). A request that found
 * no route is reported under the host that its caller wrote: where that means a Service, it is that Service's.
 */
export function targetEndpoint(labels: Labels, sole: string = unknown, means?: HostService): Endpoint {
  const told = toldTarget(labels, sole);
  if (means === undefined || isKnown(told.serviceNamespace) || isKnown(told.workload)) return told;
  const cluster = isKnown(told.cluster) ? told.cluster : clusterOr(labels.source_cluster, sole);
  const meant = means(labels, cluster);
  return meant === null ? told : { ...told, cluster, serviceNamespace: meant.namespace, service: meant.name };
}

function toldTarget(labels: Labels, sole: string): Endpoint {
  const { destination_service: host, destination_service_name: name } = labels;
  const callers = clusterOr(labels.source_cluster, sole);
  if (host === egressHost && name === egressHost) return egressGateway(callers);
  const own = clusterOr(labels.destination_cluster, sole);
  const serviceNamespace = serviceNamespaceOf(labels);
  return {
    cluster: !isKnown(own) && isKnown(callers) && isKnown(serviceNamespace) ? callers : own,
    serviceNamespace,
    service: or(name),
    namespace: or(labels.destination_workload_namespace),
    workload: or(labels.destination_workload),
    app: or(labels.destination_canonical_service),
    version: or(labels.destination_canonical_revision),
  };
}

/** A caller's proxy that found no host to send to knows no namespace, but it names the service whole. */
function serviceNamespaceOf({
  destination_service: host,
  destination_service_name: name,
  destination_service_namespace: namespace,
}: Labels): string {
  const written = or(namespace);
  const local = isKnown(written) || host === undefined ? null : parseServiceFqdn(host);
  return local === null || local.name !== name ? written : local.namespace;
}

function egressGateway(cluster: string): Endpoint {
  const [namespace, name] = ['istio-system', 'istio-egressgateway'];
  return {
    cluster,
    serviceNamespace: namespace,
    service: name,
    namespace,
    workload: name,
    app: name,
    version: 'latest',
  };
}

/** An address in place of a service and a workload: there is nothing to draw it at. */
const address = /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/;

/**
 * Whether a series names two ends that can be drawn. A proxy that knows a namespace knows its workload or application and, if
 * it writes a cluster at all, which one it is in.
 */
export function isDrawable(labels: Labels, source: Endpoint, target: Endpoint): boolean {
  const writesCluster = (label: string | undefined) => label !== undefined && label !== '';
  if (isKnown(source.namespace)) {
    if (!isKnown(source.workload) && !isKnown(source.app)) return false;
    if (writesCluster(labels.source_cluster) && !isKnown(source.cluster)) return false;
  }
  const host = labels.destination_service ?? '';
  const named = isKnown(target.workload) || host !== labels.destination_service_name;
  if (!named && address.test(host)) return false;
  const strays = writesCluster(labels.destination_cluster) && !isKnown(target.cluster);
  return !(isKnown(target.serviceNamespace) && strays);
}
