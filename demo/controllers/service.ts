import type { Service } from './model.ts';
import type { Write } from './write.ts';

export interface ServiceContext {
  allocateClusterIp(): string;
  allocateExternalIp(): string;
}

/** The addresses of a Service where the API server gave none: a cluster IP, and an external one for a load balancer. */
export function reconcileService(service: Service, context: ServiceContext): Write[] {
  const { type, clusterIP } = service.spec;
  if (service.metadata.deletionTimestamp !== undefined || type === 'ExternalName') return [];
  const writes: Write[] = [];
  if (clusterIP === undefined || clusterIP === '') {
    const ip = context.allocateClusterIp();
    writes.push(patch(service, null, { spec: { clusterIP: ip, clusterIPs: [ip] } }));
  }
  if (type === 'LoadBalancer' && (service.status?.loadBalancer?.ingress ?? []).length === 0) {
    const ingress = [{ ip: context.allocateExternalIp() }];
    writes.push(patch(service, 'status', { status: { loadBalancer: { ingress } } }));
  }
  return writes;
}

const patch = (target: Service, subresource: 'status' | null, body: Record<string, unknown>): Write => ({
  verb: 'patch',
  kind: 'Service',
  manager: 'kube-controller-manager',
  target,
  subresource,
  patch: body,
});
